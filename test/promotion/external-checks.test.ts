import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { httpProbe } from '../../ts/adapters/http/http-probe.ts';
import { due } from '../../ts/app/due.ts';
import { planPromotion } from '../../ts/app/plan.ts';
import { auditOf } from '../../ts/core/audit/of-facts.ts';
import type { CheckPrerequisite, Config } from '../../ts/core/config/config.ts';
import { programErrors } from '../../ts/core/errors/catalogue/program.ts';
import type { ExternalCheck } from '../../ts/core/external/check.ts';
import { readMoment } from '../../ts/core/freeze/moment.ts';
import { anEnvironment, line } from '../../ts/core/gates/example.ts';
import type { Plan } from '../../ts/core/plan/plan.ts';
import { releaseId } from '../../ts/core/release/release-id.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { World } from './world.ts';

/** External checks asked for real: an HTTP server on loopback and processes; what hangs among them, too. */
let world: World;
let said: string[];
let asked: IncomingMessage[];
let answer: (response: ServerResponse) => void;
let address: string;

const server = createServer((request, response) => {
  asked.push(request);
  answer(response);
});
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/changes/7`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  world = await World.start();
  said = [];
  asked = [];
  answer = (response) => response.end('{"state":"approved"}');
});
afterEach(() => world.close());

const needing = (check: ExternalCheck, differing: Partial<CheckPrerequisite> = {}): CheckPrerequisite => ({
  kind: 'check',
  neededBy: ['service1', 'service2'],
  fromBuild: undefined,
  check,
  ...differing,
});
const change = (differing: Partial<Extract<ExternalCheck, { kind: 'http' }>> = {}) =>
  needing({
    kind: 'http',
    name: 'change request',
    url: address,
    status: [200],
    json: { state: 'approved' },
    requestHeaders: {},
    timeoutSeconds: 5,
    ...differing,
  });
const program = (script: string, timeoutSeconds = 20) =>
  needing({ kind: 'command', name: 'quiet', command: [process.execPath, '-e', script], timeoutSeconds });

const tools = (prerequisites: readonly CheckPrerequisite[], variables: readonly [string, string][] = []) =>
  world.tools({
    settings: { prerequisites },
    probe: httpProbe,
    variables: new Map(variables),
    report: { line: (text) => void said.push(text) },
  });
type Asking = Parameters<typeof tools>;
const promote = async (release: Release, ...asking: Asking) =>
  world.promoteWith(await tools(...asking), release);
const plan = async (release: Release, ...asking: Asking) =>
  planPromotion(
    release,
    { by: { name: 'anna' }, reason: null, kind: 'promote', exceptions: {} },
    await tools(...asking),
  );

function planIn(planned: Awaited<ReturnType<typeof planPromotion>>): Plan {
  if (planned.decision === 'refused') throw new Error(planned.problems.map(({ what }) => what).join(' '));
  return planned.plan;
}

test('an address is asked once for a plan and once more for the promotion, and its answer is told', async () => {
  const release = await world.release(90, 41);
  expect((await plan(release, [change()])).decision).toBe('plan');
  expect(asked).toHaveLength(1);
  expect((await promote(release, [change()])).result).toBe('verified');
  expect(asked).toHaveLength(2);
  expect(said).toContain(`  check  change request: ${address} answers 200`);
});

test('what let it in is kept in the plan, the ledger and the record: what was asked, when, and what it answered', async () => {
  const release = await world.release(90, 41);
  answer = (response) => response.end('{\n  "state": "approved",\n  "by": "hunter2-token"\n}');
  const quiet = program('console.log("looking"); console.log("nobody imports.")');
  const asking: Asking = [[change(), quiet], [['CHANGES_TOKEN', 'hunter2-token']]];
  const kept = {
    check: 'change request',
    kind: 'http',
    asked: address,
    services: ['service1', 'service2'],
    status: 200,
    text: '{ "state": "approved", "by": "(sensitive)" }',
    at: expect.stringMatching(/^20.*Z$/) as string,
  };
  expect(planIn(await plan(release, ...asking)).checks?.[0]).toEqual(kept);
  const record = await promote(release, ...asking);
  expect(record.plan?.checks).toMatchObject([
    kept,
    { check: 'quiet', kind: 'command', status: 0, text: 'nobody imports' },
  ]);
  const { ledger } = await tools([]);
  const [intent] = await ledger.read('test');
  expect(intent).toMatchObject({ phase: 'intent', plan: { checks: record.plan?.checks } });
  expect(auditOf(await ledger.read('test')).filter(({ what }) => what === 'checkPassed')).toMatchObject([
    {
      who: 'change request',
      detail: `${address} answers 200: { "state": "approved", "by": "(sensitive)" } (${record.plan?.checks?.[0]?.at ?? ''}, for service1, service2)`,
    },
    { who: 'quiet', detail: expect.stringContaining('exits with 0: nobody imports (') as string },
  ]);
  expect(said.join('\n')).toContain(
    `\n  check change request: ${address} answers 200: { "state": "approved"`,
  );
});

test('a promotion that is taken up says what let it in when it began', async () => {
  const release = await world.release(90, 41);
  const made = await tools([change()]);
  const aborting = new AbortController();
  const sleep = (milliseconds: number) => {
    aborting.abort(programErrors.interrupted.error({ signal: 'SIGTERM', step: 'promote', ended: true }));
    return made.clock.sleep(milliseconds, aborting.signal);
  };
  const interrupted = { interrupted: aborting.signal, clock: { now: () => made.clock.now(), sleep } };
  const first = await world.promoteWith({ ...made, ...interrupted }, release);
  expect(first.result).toBe('interrupted');
  answer = (response) => response.writeHead(503).end();
  const second = await promote(release, [change()]);
  expect(second).toMatchObject({ result: 'verified', resumed: true });
  expect(second.plan?.checks).toEqual(first.plan?.checks);
  expect(second.plan?.checks).toHaveLength(1);
});

test('what it says otherwise refuses both, with the check, the answer and when to try again, and changes nothing', async () => {
  const release = await world.release(90, 41);
  answer = (response) => response.writeHead(503, { 'Retry-After': '1800' }).end('{"state":"planned"}');
  const planned = await plan(release, [change()]);
  const record = await promote(release, [change()]);
  if (planned.decision !== 'refused') throw new Error(planned.decision);
  for (const problems of [planned.problems, record.problems]) {
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code: 'gate-prerequisite-check',
      what: `Cannot promote to test: service1, service2 would move, and the check “change request” does not let it: ${address} answers 503, not 200, with state "planned" and not "approved".`,
    });
    expect(problems[0]?.next).toMatch(/^Promote again from \d{4}-\d\d-\d\d \d\d:\d\d UTC on; /);
  }
  expect(record.result).toBe('refused');
  expect(world.calls('UpdateService')).toBe(0);
});

test('what hangs is given up in its time, whether it never answers or stops in the middle', async () => {
  const release = await world.release(90, 41);
  for (const hang of [
    () => undefined,
    (response: ServerResponse) => response.writeHead(200).write('{"state":'),
  ]) {
    answer = hang;
    const { problems } = await promote(release, [change({ timeoutSeconds: 1 })]);
    expect(problems[0]?.what).toContain(`${address} does not answer (no answer within 1 s).`);
  }
});

test('nobody at the address is no yes', async () => {
  const { problems } = await promote(await world.release(90, 41), [change({ url: 'http://127.0.0.1:1/' })]);
  expect(problems.map(({ code }) => code)).toEqual(['gate-prerequisite-check']);
  expect(problems[0]?.what).toContain('http://127.0.0.1:1/ does not answer (');
});

test('a redirect is not followed: it is the answer', async () => {
  answer = (response) => response.writeHead(302, { Location: address }).end();
  const { problems } = await promote(await world.release(90, 41), [change({ json: {} })]);
  expect(problems[0]?.what).toContain('answers 302, not 200.');
  expect(asked).toHaveLength(1);
});

test('a secret comes from the environment and is shown nowhere; without it nobody is asked', async () => {
  const release = await world.release(90, 41);
  const secret = 'hunter2-token';
  answer = (response) => response.end(`{"state":"no ${secret}"}`);
  const wanted = change({ requestHeaders: { Authorization: { env: 'CHANGES_TOKEN' }, 'X-Team': 'acme' } });
  const { problems } = await promote(release, [wanted], [['CHANGES_TOKEN', secret]]);
  expect(asked[0]?.headers).toMatchObject({ authorization: secret, 'x-team': 'acme' });
  expect(problems[0]?.what).toContain('with state "no (sensitive)"');
  expect(JSON.stringify([problems, said])).not.toContain(secret);
  const echoing = program(`console.log("denied for " + "hunter2" + "-token"); process.exit(1)`);
  const echoed = await promote(release, [echoing], [['CHANGES_TOKEN', secret]]);
  expect(echoed.problems[0]?.what).toMatch(/exits with 1, not 0: denied for \(sensitive\)\.$/);
  const without = await promote(release, [wanted]);
  expect(without.problems[0]?.what).toContain(
    'was not asked: the environment has no CHANGES_TOKEN for its headers.',
  );
  expect(asked).toHaveLength(1);
});

test('a program opens by exit code 0, runs in the workspace, and knows what would come where', async () => {
  const release = await world.release(90, 41);
  const script =
    'const e = process.env; require("node:fs").writeFileSync("asked", [e.ECS_PROMOTE_ENVIRONMENT, e.ECS_PROMOTE_RELEASE, e.ECS_PROMOTE_SERVICES].join("|")); console.log("nobody imports.")';
  expect((await promote(release, [program(script)])).result).toBe('verified');
  expect(said.find((text) => text.startsWith('  check  quiet: '))).toMatch(/exits with 0: nobody imports$/);
  expect(readFileSync(join(world.dir, 'asked'), 'utf8')).toBe(`test|${releaseId(release)}|service1 service2`);
});

test.each<[string, string, number, string]>([
  [
    'its last line is the reason',
    'console.log("looking"); console.error("orders are imported until 14:00."); process.exit(3)',
    20,
    'exits with 3, not 0: orders are imported until 14:00.',
  ],
  ['a program that says nothing', 'process.exit(1)', 20, 'exits with 1, not 0.'],
  [
    'one that hangs is ended in its time, and what it said last is told',
    'console.log("waiting"); setInterval(() => {}, 1000)',
    1,
    'was ended because it took longer than 1 s: waiting.',
  ],
  ['one that is killed', 'process.kill(process.pid, "SIGKILL")', 20, 'was ended by SIGKILL.'],
])('a program that refuses: %s', async (_, script, timeoutSeconds, expected) => {
  const { problems } = await promote(await world.release(90, 41), [program(script, timeoutSeconds)]);
  expect(problems[0]?.what.endsWith(expected)).toBe(true);
});

test('a program that is not there refuses, too', async () => {
  const absent = needing({
    kind: 'command',
    name: 'quiet',
    command: ['bin/absent', 'a b'],
    timeoutSeconds: 20,
  });
  const { problems } = await promote(await world.release(90, 41), [absent]);
  expect(problems[0]?.what).toContain('bin/absent "a b" could not be started: it was not found.');
});

test('all refusals are told together, and checks are asked at the same time', async () => {
  answer = (response) => response.writeHead(409).end();
  const slow = program('setTimeout(() => process.exit(1), 900)');
  const began = performance.now();
  const { problems } = await promote(await world.release(90, 41), [change({ json: {} }), slow, slow, slow]);
  expect(problems).toHaveLength(4);
  expect(performance.now() - began).toBeLessThan(3 * 900);
});

test('nothing is asked for what runs already, or for a restart', async () => {
  const release = await world.release(90, 41);
  await promote(release, [change()]);
  asked = [];
  expect((await promote(release, [change()])).result).toBe('nothingToDo');
  const restarted = await world.promoteWith(await tools([change()]), release, { kind: 'restart' });
  expect(restarted.result).toBe('verified');
  expect(asked).toHaveLength(0);
});

test('what it says is no part of the plan: equal plans have equal hashes, and another check another one', async () => {
  const release = await world.release(90, 41);
  const hashOf = async (...checks: readonly CheckPrerequisite[]) => {
    const planned = await plan(release, checks);
    return planned.decision === 'refused' ? null : planned.planHash;
  };
  const first = await hashOf(change({ json: {} }));
  answer = (response) => response.end(`{"at":${said.length},"state":"approved"}`);
  world.emulator.clock.advance(60_000);
  expect(await hashOf(change({ json: {} }))).toBe(first);
  expect(await hashOf(change())).not.toBe(first);
});

test('time that passes while it is asked counts: a freeze that has begun meanwhile holds', async () => {
  const [from, until] = ['00:00', '07:00'].map(readMoment);
  if (!from || !until) throw new Error('no moments');
  const night = { name: 'night', from, until, timeZone: 'UTC', when: '00:00 – 07:00' };
  const freezes = [{ ...night, services: undefined, reason: undefined }];
  const made = await world.tools({ settings: { prerequisites: [change()], freezes }, probe: httpProbe });
  const day = 86_400_000;
  world.emulator.clock.advance(day - (made.clock.now() % day) - 60_000);
  answer = (response) => {
    world.emulator.clock.advance(120_000);
    response.end('{"state":"approved"}');
  };
  const { problems } = await world.promoteWith(made, await world.release(90, 41));
  expect(problems.map(({ code }) => code)).toEqual(['gate-frozen']);
});

describe('what is due', () => {
  const beta = (prerequisites: readonly CheckPrerequisite[]): Config => ({
    ...line,
    environments: [
      anEnvironment('test', []),
      anEnvironment('beta', ['test'], { automatic: true, prerequisites }),
    ],
  });

  test('is held by a check, which is asked once however many releases wait', async () => {
    const [older, newer] = [await world.release(90, 41), await world.release(91, 42)];
    await promote(older, []);
    await promote(newer, []);
    const rows = async (...wanted: readonly CheckPrerequisite[]) => due(beta(wanted), await tools([]));
    expect(await rows(change())).toMatchObject([{ release: { releaseId: releaseId(newer) }, waiting: [] }]);
    expect(asked).toHaveLength(1);
    answer = (response) => response.writeHead(503).end();
    const [held] = await rows(change());
    expect(held).toMatchObject({ release: null, waiting: [{}, {}] });
    expect(held?.waiting.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['gate-prerequisite-check'],
      ['gate-prerequisite-check'],
    ]);
    expect(asked).toHaveLength(2);
    const from91 = { ...change(), neededBy: ['service1'], fromBuild: 91 };
    expect(await rows(from91)).toMatchObject([
      { release: { releaseId: releaseId(older) }, waiting: [{ releaseId: releaseId(newer) }] },
    ]);
  });
});
