import { programErrors } from '../../ts/core/errors/catalogue/program.ts';
import type { Environment, NativeStrategy } from '../../ts/core/config/config.ts';
import { readMoment } from '../../ts/core/freeze/moment.ts';
import { anEnvironment } from '../../ts/core/gates/example.ts';
import { renderProven } from '../../ts/core/lineage/render.ts';
import { deriveRelease } from '../../ts/core/release/derive.ts';
import { aRelease } from '../../ts/core/release/example.ts';
import { releaseId } from '../../ts/core/release/release-id.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { shortId } from '../../ts/core/release/short-id.ts';
import { alterEach } from './any-alteration.ts';
import { provenFrom } from './proven.ts';
import { begin, deploy, end, serviceBuild, startedBy, told, type Begun } from './told-line.ts';

/** Ways to where it runs that are not the common one: each is told with who answers for it, and each value of it is held by others. */
let { folder, world, home, first } = {} as Begun;
const start = async (options?: Parameters<typeof begin>[0]): Promise<void> => {
  ({ folder, world, home, first } = await begin(options));
};
afterEach(() => end({ folder, world }));

/** The next release: another build of service1. */
async function next(): Promise<Release> {
  const service1 = await serviceBuild(world, home, 'service1', 91);
  return aRelease({ ...first.services, service1 }, releaseId(first));
}

/** What the proof says of the records as they were written: nothing is broken. */
async function whole(environment: string) {
  const files = told(world, folder);
  const proven = await provenFrom(files, new Map(), environment);
  expect(proven.broken).toEqual([]);
  return { files, ...proven, text: renderProven(proven) };
}

/** No value and no file of these can be altered or taken away unseen. */
async function eachIsFound(...what: Parameters<typeof alterEach>): Promise<void> {
  const { count, unfound } = await alterEach(...what);
  expect(unfound).toEqual([]);
  expect(count).toBeGreaterThan(30);
}

/** Columns are as wide as what else stands in them. */
const squeezed = (text: string) => text.replaceAll(/ {2,}/g, '  ');

const hotfix = { settings: { hotfixMaySkip: ['beta', 'staging'] } };

test('a hot fix is told with the environments that it skipped, who answers for that and why', async () => {
  await start();
  for (const name of ['test', 'beta', 'staging', 'live'] as const) await deploy(world, home, name, first);
  const fix = await next();
  await deploy(world, home, 'test', fix);
  const request = { exceptions: { hotfix: 'incident 12' }, by: startedBy('bob', 'live', home) };
  await deploy(world, home, 'live', fix, request, 'verified', hotfix);
  const { files, text, remarks, services } = await whole('live');
  expect(squeezed(text)).toMatch(
    /\n {2}test {2}verified.*\n {2}beta {2}not verified {2}hot fix by bob: incident 12\n {2}staging {2}not verified {2}hot fix by bob: incident 12\n {2}live {2}verified.*by rita.*hot fix by bob: incident 12\n/,
  );
  // What it did not fix has come the whole way before.
  expect(services.map(({ passedBy }) => passedBy.map(({ environment }) => environment))).toEqual([
    ['beta', 'staging'],
    [],
  ]);
  expect(remarks).toContain(
    'staging lies before live and did not verify service1 91: bob answers for the hot fix, incident 12.',
  );
  await eachIsFound(files, 'live', /^plan\.exceptions|^reason|^by\./, /#1 |-build #90 /);
});

test('the word by which a release came to an environment before is no word for the ones behind it', async () => {
  await start();
  await deploy(world, home, 'test', first);
  const fix = await next();
  const request = { exceptions: { hotfix: 'incident 12' } };
  await deploy(world, home, 'beta', fix, request, 'verified', { settings: { hotfixMaySkip: ['test'] } });
  await deploy(world, home, 'staging', fix);
  const { text, files } = await whole('staging');
  const block = squeezed(text).split('\n\n')[1] ?? '';
  expect(block).toMatch(/\n {2}beta .*hot fix by anna: incident 12\n/);
  expect(block).toMatch(/\n {2}test {2}not verified {2}hot fix by anna: incident 12\n/);
  expect(block).toMatch(/\n {2}staging {2}verified .* evidence$/);
  // The hot fix was one into Beta: that Beta verified it is not made good by it.
  const unverified = new Map(
    [...files].filter(
      ([path, bytes]) => !path.startsWith('ledger/beta/') || !bytes.includes('"verification"'),
    ),
  );
  expect((await provenFrom(unverified, new Map(), 'staging')).broken).toContainEqual(
    expect.objectContaining({ file: 'a verification of service1 91 before staging' }),
  );
});

test('a derived release is told with its parent, and each of its builds by where that was verified', async () => {
  await start();
  for (const name of ['test', 'beta'] as const) await deploy(world, home, name, first);
  const candidate = aRelease(
    { ...(await next()).services, service2: await serviceBuild(world, home, 'service2', 42) },
    releaseId(first),
  );
  await deploy(world, home, 'test', candidate);
  const derived = deriveRelease(candidate, { only: ['service1'], onto: first, reason: 'totals alone' });
  await deploy(world, home, 'beta', derived);
  const { files, text, services, remarks } = await whole('beta');
  expect(text).toContain(`derived from ${releaseId(first)} by another service1: totals alone\n`);
  expect(
    services.map(({ environments }) => environments.map(({ builds }) => builds.map(({ number }) => number))),
  ).toEqual([
    [[2], [2]],
    [[1], [2]],
  ]);
  expect(remarks.join('\n')).not.toContain('did not verify');
  await eachIsFound(
    files,
    'beta',
    /^release\.(?:derived|parent)|^derived|^parent/,
    /deploy-beta #1 |-build #(?:90|42) /,
  );
});

test('a parent of which there was nothing to do is no gap', async () => {
  await start();
  await deploy(world, home, 'test', first);
  const same = aRelease(first.services, releaseId(first));
  await deploy(world, home, 'test', same, {}, 'nothingToDo');
  const { services } = await next();
  const last = aRelease(services, releaseId(same));
  await deploy(world, home, 'test', last);
  const { remarks } = await whole('test');
  expect(remarks).toContain(
    `Release ${shortId(releaseId(same))}, from which ${shortId(releaseId(last))} was made, was promoted nowhere: the ledger knows no more of it.`,
  );
});

test('a promotion that was aborted and taken up is proven by what both builds archived', async () => {
  await start();
  await deploy(world, home, 'test', first);
  const release = await next();
  const aborting = new AbortController();
  const { clock } = await world.tools();
  const sleep: typeof clock.sleep = (milliseconds) => {
    const reason = programErrors.interrupted.error({ signal: 'SIGTERM', step: 'promote', ended: true });
    aborting.abort(reason);
    return clock.sleep(milliseconds, aborting.signal);
  };
  const interrupted = { interrupted: aborting.signal, clock: { now: () => clock.now(), sleep } };
  await deploy(world, home, 'test', release, {}, 'interrupted', interrupted);
  await deploy(world, home, 'test', release, { by: startedBy('bob', 'test', home) });
  const { files, text } = await whole('test');
  expect(text).toContain('promoted by anna in deploy-test #2, deploy-test #3 ');
  await eachIsFound(files, 'test', /^result|^resumed|^proof|^problems/, /#1 |-build #90 /);
});

test('a build that was killed is told, and that nothing it archived is proven', async () => {
  await start();
  await deploy(world, home, 'test', first);
  const release = await next();
  const { ledger } = await world.tools();
  const killed: typeof ledger = {
    address: ledger.address,
    environments: () => ledger.environments(),
    files: (environment) => ledger.files(environment),
    read: (environment) => ledger.read(environment),
    append: (environment, draft, options) =>
      draft.kind === 'verification'
        ? Promise.reject(new Error('killed'))
        : ledger.append(environment, draft, options),
  };
  await expect(deploy(world, home, 'test', release, {}, 'verified', { ledger: killed })).rejects.toThrow(
    'killed',
  );
  await deploy(world, home, 'test', release, { by: startedBy('bob', 'test', home) });
  const { files, text, remarks } = await whole('test');
  expect(text).toContain('promoted by anna in deploy-test #2, deploy-test #3 ');
  expect(remarks).toContain(
    'deploy-test #2 was killed before it could write down what it leaves, so nothing that it archived is proven.',
  );
  await eachIsFound(files, 'test', /^result|^resumed|^proof/, /#1 |-build #90 /);
});

test('a promotion that failed and went back proves the release from before, by both promotions', async () => {
  await start();
  await deploy(world, home, 'test', first);
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
  const service2 = await serviceBuild(world, home, 'service2', 42);
  await deploy(
    world,
    home,
    'test',
    aRelease({ ...first.services, service2 }, releaseId(first)),
    {},
    'rolledBack',
  );
  const files = told(world, folder);
  const { broken, services, releaseId: runs } = await provenFrom(files, new Map(), 'test');
  expect({ broken, runs }).toEqual({ broken: [], runs: releaseId(first) });
  expect(services[1]?.build.build).toBe(41);
  const evidence = services[1]?.environments.map(({ builds, evidence: kept }) => [builds[0]?.number, kept]);
  expect(evidence).toEqual([
    [1, expect.any(Array)],
    [2, expect.arrayContaining(['evidence/service2/stopped-tasks.json'])],
  ]);
  const stopped = 'home/jobs/deploy-test/builds/2/archive/output/evidence/service2/stopped-tasks.json';
  const altered = new Map(files).set(stopped, Buffer.from('[]'));
  expect((await provenFrom(altered, new Map(), 'test')).broken).toMatchObject([
    { file: 'deploy-test #2 evidence/service2/stopped-tasks.json' },
  ]);
});

test('going back to a release by hand is told as that, beside the promotion that had brought it', async () => {
  await start();
  await deploy(world, home, 'test', first);
  const service2 = await serviceBuild(world, home, 'service2', 42);
  await deploy(world, home, 'test', aRelease({ ...first.services, service2 }, releaseId(first)));
  await deploy(world, home, 'test', first, { kind: 'rollback', reason: 'wrong totals' });
  const { broken, services } = await provenFrom(told(world, folder), new Map(), 'test');
  expect(broken).toEqual([]);
  expect(services[0]?.environments.map(({ kind }) => kind)).toEqual(['promote', 'rollback']);
});

test('an older release that runs again is told with who took it back and why, and with its own proof', async () => {
  await start();
  await deploy(world, home, 'test', first);
  await deploy(world, home, 'test', await next());
  await deploy(world, home, 'test', first, { kind: 'rollback', reason: 'wrong totals' });
  const { files, text, releaseId: runs } = await whole('test');
  expect(runs).toBe(releaseId(first));
  expect(squeezed(text)).toMatch(
    /\n {2}test {2}verified .*promoted by anna in deploy-test #1 .*\n {2}test {2}verified .*rolled back by anna in deploy-test #3 .*evidence {2}wrong totals\n/,
  );
  await eachIsFound(files, 'test', /^plan\.kind|^reason|^proof/, /#2 |-build #91 /);
});

test('a promotion that failed says what was gone back from, and why', async () => {
  await start();
  await deploy(world, home, 'test', first);
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service1', tag: '91' });
  const release = await next();
  await deploy(world, home, 'test', release, {}, 'rolledBack');
  const { files, text } = await whole('test');
  const from = shortId(releaseId(release));
  expect(squeezed(text)).toMatch(
    new RegExp(
      `test {2}verified .*gone back to from ${from}, promoted by anna in deploy-test #2 .*service1 `,
    ),
  );
  await eachIsFound(files, 'test', /^cause|^to$|^proof|^deployments/, /-build #91 /);
});

test('a question is told with who answered it and what', async () => {
  await start({ traffic: true });
  await deploy(world, home, 'test', first);
  const pausing: NativeStrategy = {
    type: 'blueGreen',
    bakeMinutes: 1,
    pauses: [{ stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'person', minutes: 60 }],
  };
  const services = anEnvironment('test', []).services.map((target) =>
    target.service === 'service1' ? { ...target, strategy: pausing } : target,
  );
  const settings: Partial<Environment> = { services, deadlineMinutes: 10 };
  const release = await next();
  const by = startedBy('anna', 'test', home);
  const { question } = await deploy(world, home, 'test', release, { by }, 'awaitingDecision', { settings });
  const answer = { question: question?.id ?? '', answer: 'continue', answeredBy: 'rita' } as const;
  await deploy(world, home, 'test', release, { by, answer }, 'verified', { settings });
  const { files, text } = await whole('test');
  expect(text).toContain('  rita answered continue\n');
  await eachIsFound(files, 'test', /^question|^decisions|^answer/, /#1 |-build #90 /);
});

test('a build that promotes to one environment after another keeps the last record, and that is no alteration', async () => {
  await start();
  const by = { name: 'anna', build: { job: 'deploy-all', number: home.startBuild('deploy-all') } };
  const record = await deploy(world, home, 'test', first, { by });
  for (const name of ['beta', 'staging'] as const) {
    world.emulator.clock.advance(60_000);
    await deploy(world, home, name, first, { by });
  }
  const { files, remarks } = await whole('staging');
  expect(remarks.filter((remark) => remark.includes('over the one'))).toEqual([
    'deploy-all #1 archived a later promotion over the one into test: of that the ledger alone holds what was replaced.',
    'deploy-all #1 archived a later promotion over the one into beta: of that the ledger alone holds what was replaced.',
  ]);
  // The one into Test in its old place: it was replaced, so there it can't be.
  const path = 'home/jobs/deploy-all/builds/1/archive/output/promotion.json';
  const again = new Map(files).set(path, Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
  expect((await provenFrom(again, new Map(), 'staging')).broken).toContainEqual(
    expect.objectContaining({ file: 'deploy-all #1 promotion.json', field: 'promotion' }),
  );
  await eachIsFound(files, 'staging', /^result|^by\./);
});

test('an external check is told with what it answered when it let services in', async () => {
  await start();
  await deploy(world, home, 'test', first);
  const url = 'https://changes.acme.example/7';
  const check = {
    kind: 'http' as const,
    name: 'change request',
    url,
    status: [200],
    json: { state: 'approved' },
    requestHeaders: {},
    timeoutSeconds: 5,
  };
  const prerequisites = [{ kind: 'check' as const, neededBy: ['service1'], fromBuild: undefined, check }];
  const body = '{"state":"approved"}';
  const probe = { get: () => Promise.resolve({ status: 200, headers: {}, body, milliseconds: 12 }) };
  await deploy(world, home, 'test', await next(), {}, 'verified', { settings: { prerequisites }, probe });
  const { files, text } = await whole('test');
  expect(text).toContain(`  change request: ${url} answers 200: ${body}\n`);
  await eachIsFound(files, 'test', /^plan\.checks/, /#1 |-build #90 /);
});

test('a freeze that was passed and a stop that was lifted are told with who did it and why', async () => {
  await start();
  await deploy(world, home, 'test', first);
  const { ledger } = await world.tools();
  const stop = { kind: 'stop' as const, by: { name: 'rita' }, active: true, reason: 'incident 12' };
  await ledger.append('test', stop);
  await ledger.append('test', { ...stop, by: { name: 'sam' }, active: false, reason: 'it is over' });
  const [from, until] = ['00:00', '23:59'].map(readMoment);
  if (!from || !until) throw new Error('no moments');
  const day = { name: 'day', from, until, timeZone: 'UTC', when: 'all day' };
  const settings = { freezes: [{ ...day, services: undefined, reason: undefined }] };
  const request = { exceptions: { freeze: 'nobody can pay' }, by: startedBy('bob', 'test', home) };
  await deploy(world, home, 'test', await next(), request, 'verified', { settings });
  const { files, text } = await whole('test');
  expect(text).toContain(
    '  in a freeze by bob: nobody can pay; stopped by rita: incident 12; lifted by sam: it is over\n',
  );
  await eachIsFound(files, 'test', /^plan\.exceptions|^reason|^active|^by\./, /#1 |-build #90 /);
});
