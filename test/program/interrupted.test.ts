import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from '../../ts/core/release/release.ts';
import { ended, type Ended } from '../cli/program.ts';
import { kill, story, Team } from './team.ts';

/** Jenkins sends SIGTERM when a build is aborted, and kills five seconds later what is still there. */
const patienceMilliseconds = 5000;

let team: Team;
let child: ChildProcess | undefined;
afterEach(async () => {
  if (child) await kill(child);
  await team.close();
});

interface Interrupted extends Ended {
  /** From the signal to the end, in real time. */
  readonly milliseconds: number;
}

/** Promotes, and sends a signal when AWS is asked for `operation` the nth time. `hang`: AWS never answers that. */
async function interruptAt(
  release: Release,
  operation: string,
  nth: number,
  { signal, hang, all }: { signal?: NodeJS.Signals; hang?: boolean; all?: boolean } = {},
): Promise<Interrupted> {
  const started = team.start(team.promoting(release));
  child = started;
  let sent = 0;
  let calls = 0;
  const stop = team.world.emulator.onCall((call, phase) => {
    if (call.operation !== operation || phase !== 'before' || ++calls !== nth) return undefined;
    sent = performance.now();
    if (all === true) process.kill(-(started.pid ?? 0), signal ?? 'SIGTERM');
    else started.kill(signal ?? 'SIGTERM');
    return hang === true ? new Promise(() => undefined) : undefined;
  });
  const end = await ended(started);
  stop();
  expect(sent).toBeGreaterThan(0);
  return { ...end, milliseconds: performance.now() - sent };
}

function recorded(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(team.dir, 'output', 'promotion.json'), 'utf8')) as Record<
    string,
    unknown
  >;
}

test.each([
  ['SIGTERM', 'SIGTERM', false],
  ['SIGINT', 'SIGINT', false],
  ['SIGTERM to git as well, as Jenkins does,', 'SIGTERM', true],
] as const)('%s while ECS moves is an interruption, which the next run finishes', async (_, signal, all) => {
  team = await Team.start();
  const release = await team.world.release(90, 41);
  const { code, stdout, stderr, milliseconds } = await interruptAt(release, 'DescribeServiceDeployments', 3, {
    signal,
    all,
  });
  expect({ code, stderr }).toEqual({
    code: 143,
    stderr: expect.stringContaining('error promote-interrupted') as string,
  });
  expect(milliseconds).toBeLessThan(patienceMilliseconds);
  expect(stdout).toContain('run it again to finish it');
  expect(team.result()).toMatchObject({
    ok: false,
    exitCode: 143,
    output: {
      result: 'interrupted',
      files: [
        'output/promotion.json',
        expect.stringMatching(/^output\/evidence\/timeline-\d{8}T\d{6}Z\.txt$/),
      ],
    },
    problems: [{ code: 'promote-interrupted', category: 'interrupted' }],
  });
  expect(recorded()).toMatchObject({ result: 'interrupted', resumed: false });
  expect(story(await team.facts())).toEqual(['intent', 'outcome interrupted']);
  expect(readdirSync(team.temporary)).toEqual([]);

  const again = await team.run(team.promoting(release));
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('Taking up promotion') as string });
  expect(recorded()).toMatchObject({ result: 'verified', resumed: true });
  expect(story(await team.facts())).toEqual([
    'intent',
    'outcome interrupted',
    'verification',
    'outcome verified',
  ]);
  expect(team.world.calls('UpdateService')).toBe(2);
});

const throughCodeDeploy = ['service1', 'service2'].map(
  (name) => `${name}: { strategy: { type: codeDeploy, application: shop, deploymentGroup: ${name} } }`,
);

test.each([
  ['blueGreen', 'strategy: { type: blueGreen, bakeMinutes: 2 }', {}],
  ['canary', 'strategy: { type: canary, percent: 10, bakeMinutes: 2 }', {}],
  ['codeDeploy', `services: { ${throughCodeDeploy.join(', ')} }`, { codeDeploy: {} }],
])('SIGTERM while %s moves is one, too, and nothing is begun twice', async (type, settings, setUp) => {
  const [look, begin] =
    type === 'codeDeploy'
      ? ['BatchGetDeployments', 'CreateDeployment']
      : ['DescribeServiceDeployments', 'UpdateService'];
  team = await Team.start(settings, { traffic: true, ...setUp });
  const release = await team.world.release(90, 41);
  const { code, milliseconds } = await interruptAt(release, look, 4);
  expect(code).toBe(143);
  expect(milliseconds).toBeLessThan(patienceMilliseconds);
  expect(recorded()).toMatchObject({ result: 'interrupted', problems: [{ code: 'promote-interrupted' }] });
  expect(story(await team.facts())).toEqual(['intent', 'outcome interrupted']);

  expect((await team.run(team.promoting(release))).code).toBe(0);
  expect(recorded()).toMatchObject({ result: 'verified', resumed: true });
  expect(team.world.calls(begin)).toBe(2);
});

test('SIGTERM before anything was begun leaves no trace', async () => {
  team = await Team.start();
  const { code } = await interruptAt(await team.world.release(90, 41), 'DescribeServices', 1);
  expect(code).toBe(143);
  expect(await team.facts()).toEqual([]);
  expect(existsSync(join(team.dir, 'output'))).toBe(false);
  expect(team.result()).toMatchObject({ ok: false, output: null, problems: [{ category: 'interrupted' }] });
  expect(team.world.calls('RegisterTaskDefinition')).toBe(2);
});

test('SIGTERM while AWS does not answer is no reason to wait for it', async () => {
  team = await Team.start();
  const release = await team.world.release(90, 41);
  const { code, milliseconds } = await interruptAt(release, 'DescribeServiceDeployments', 1, { hang: true });
  expect(code).toBe(143);
  expect(milliseconds).toBeLessThan(patienceMilliseconds);
  expect(story(await team.facts())).toEqual(['intent', 'outcome interrupted']);
});

test('SIGTERM while the git server hangs ends in time all the same, and the next run finishes', async () => {
  team = await Team.start();
  const release = await team.world.release(90, 41);
  const hook = `[ -e '${team.dir}/hang' ] && sleep 60; exit 0`;
  team.hook('pre-receive', hook);
  const started = team.start(team.promoting(release));
  child = started;
  let sent = 0;
  const stop = team.world.emulator.onCall((call) => {
    if (call.operation !== 'DescribeServiceDeployments' || sent > 0) return;
    team.git('config', '--file', join(team.dir, 'hang'), 'a.b', 'c');
    sent = performance.now();
    started.kill('SIGTERM');
  });
  await new Promise((resolve) => started.once('exit', resolve));
  stop();
  expect(performance.now() - sent).toBeLessThan(patienceMilliseconds);
  expect(started.exitCode).toBe(143);
  expect(team.result()).toMatchObject({ ok: false, exitCode: 143, problems: [{ category: 'interrupted' }] });
  process.kill(-(started.pid ?? 0), 'SIGKILL');
  team.removeHook('pre-receive');

  expect((await team.run(team.promoting(release))).code).toBe(0);
  expect(story(await team.facts())).toEqual(['intent', 'verification', 'outcome verified']);
  expect(team.world.calls('UpdateService')).toBe(2);
});

test('with onAbort: rollback it turns back at once, and the next run proves what is back', async () => {
  team = await Team.start('onAbort: rollback');
  const good = await team.world.release(90, 41);
  expect((await team.run(team.promoting(good))).code).toBe(0);
  const release = await team.world.release(91, 42);
  const { code, stderr, milliseconds } = await interruptAt(release, 'DescribeServiceDeployments', 3);
  expect({ code, stderr }).toEqual({
    code: 143,
    stderr: expect.stringContaining('goes back to service1:2') as string,
  });
  expect(milliseconds).toBeLessThan(patienceMilliseconds);
  const verified = ['intent', 'verification', 'outcome verified'];
  expect(story(await team.facts())).toEqual([...verified, 'intent', 'rollback', 'outcome interrupted']);
  expect(team.world.calls('UpdateService')).toBe(6);
  expect(recorded()).toMatchObject({ result: 'interrupted' });

  const again = await team.run(team.promoting(release));
  expect(again.code).toBe(5);
  expect(recorded()).toMatchObject({ result: 'rolledBack', resumed: true });
  expect(team.world.calls('UpdateService')).toBe(6);
  expect(story(await team.facts()).slice(5)).toEqual([
    'outcome interrupted',
    'verification',
    'outcome rolledBack',
  ]);
});

test('with onAbort: rollback and an AWS that answers no more it says so, and the next run goes back', async () => {
  team = await Team.start('onAbort: rollback');
  const good = await team.world.release(90, 41);
  expect((await team.run(team.promoting(good))).code).toBe(0);
  const release = await team.world.release(91, 42);
  const mend = team.world.emulator.onCall(() => (child?.killed === true ? 'drop' : undefined));
  const { code } = await interruptAt(release, 'DescribeServiceDeployments', 3);
  mend();
  expect(code).toBe(143);
  expect(recorded()).toMatchObject({
    result: 'interrupted',
    problems: [{ code: 'promote-interrupted' }, { code: 'aws-unreachable' }],
  });
  expect(story(await team.facts()).slice(3)).toEqual(['intent', 'rollback', 'outcome interrupted']);

  expect((await team.run(team.promoting(release))).code).toBe(5);
  expect(recorded()).toMatchObject({ result: 'rolledBack', resumed: true });
});
