import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentState } from '../../ts/core/ledger/environment-state.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { ended } from '../cli/program.ts';
import { kill, story, Team } from './team.ts';

/**
 * The program killed as a process, where a kill hurts, and run again: the end is that of an undisturbed run, and nothing is begun
 * twice. `test/promotion/killed.test.ts` does the same at every call of a port, inside one process.
 */
let team: Team;
let build = 100;
beforeAll(async () => {
  team = await Team.start();
});
afterAll(() => team.close());

/** A release that was never promoted. */
async function newRelease(): Promise<Release> {
  build += 1;
  return team.world.release(build, build + 100);
}

/** Promotes again, and compares with what one undisturbed run would have left since `before`. */
async function expectFinished(release: Release, before: { facts: number; updates: number }): Promise<void> {
  const { code, stderr } = await team.run(team.promoting(release));
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) as string });
  expect(team.result()).toMatchObject({
    ok: true,
    output: { result: expect.stringMatching(/verified|nothingToDo/) as string },
  });
  const facts = await team.facts();
  expect(story(facts.slice(before.facts))).toEqual(['intent', 'verification', 'outcome verified']);
  expect(team.world.calls('UpdateService') - before.updates).toBe(2);
  expect(environmentState('test', facts).lastVerified?.release).toEqual(release);
}

/** Promotes, and kills the program when it asks AWS for `operation` the nth time. */
async function killedAt(
  operation: string,
  nth: number,
  moment: 'before' | 'after',
  release: Release,
): Promise<void> {
  const child = team.start(team.promoting(release));
  let calls = 0;
  const stop = team.world.emulator.onCall(async (call, phase) => {
    if (call.operation !== operation || phase !== moment || ++calls !== nth) return;
    await kill(child);
  });
  await ended(child);
  stop();
  expect({ calls, signal: child.signalCode }).toEqual({ calls: nth, signal: 'SIGKILL' });
  // A dead program writes no result, and an earlier one must not be taken for its own.
  expect(existsSync(team.resultFile)).toBe(false);
}

async function soFar(): Promise<{ facts: number; updates: number }> {
  return { facts: (await team.facts()).length, updates: team.world.calls('UpdateService') };
}

describe.each(['before', 'after'] as const)('killed %s the effect of', (moment) => {
  test.each([
    ['BatchGetImage', 2],
    ['RegisterTaskDefinition', 1],
    ['UpdateService', 1],
    ['RegisterTaskDefinition', 2],
    ['UpdateService', 2],
    ['DescribeServiceDeployments', 4],
    ['DescribeTasks', 1],
  ])('%s no. %d', async (operation, nth) => {
    const release = await newRelease();
    const before = await soFar();
    await killedAt(operation, nth, moment, release);
    await expectFinished(release, before);
  });
});

/** Makes the git server stand still at the nth push, and answers how to wait for that and how to let it go on. */
function stopAtPush(hook: 'pre-receive' | 'post-receive', nth: number) {
  const file = (name: string) => join(team.world.dir, name);
  writeFileSync(file('pushes'), '');
  writeFileSync(file('hold'), '');
  const count = `echo push >> '${file('pushes')}'; n=$(wc -l < '${file('pushes')}')`;
  const wait = `[ "$n" -ne ${nth} ] || while [ -e '${file('hold')}' ]; do sleep 0.02; done`;
  team.hook(hook, `${count}\n${wait}`);
  const pushes = () => readFileSync(file('pushes'), 'utf8').split('\n').length - 1;
  return {
    reached: () => until(() => pushes() === nth),
    goOn: () => {
      rmSync(file('hold'), { force: true });
      team.removeHook(hook);
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const facts = [
  ['the intent', 1],
  ['the verification', 2],
  ['the outcome', 3],
] as const;

describe('killed with the git that it runs', () => {
  test.each(facts)('before the server takes %s', async (_, nth) => {
    const release = await newRelease();
    const before = await soFar();
    const push = stopAtPush('pre-receive', nth);
    const child = team.start(team.promoting(release));
    await push.reached();
    await kill(child);
    push.goOn();
    expect(story(await team.facts()).length - before.facts).toBe(nth - 1);
    await expectFinished(release, before);
  });

  test.each(facts)('after the server took %s', async (_, nth) => {
    const release = await newRelease();
    const before = await soFar();
    const push = stopAtPush('post-receive', nth);
    const child = team.start(team.promoting(release));
    await push.reached();
    await kill(child);
    push.goOn();
    expect(story(await team.facts()).length - before.facts).toBe(nth);
    await expectFinished(release, before);
  });
});

test.each(facts)('killed alone, while its git goes on to push %s', async (_, nth) => {
  const release = await newRelease();
  const before = await soFar();
  const push = stopAtPush('pre-receive', nth);
  const child = team.start(team.promoting(release));
  await push.reached();
  child.kill('SIGKILL');
  push.goOn();
  await ended(child);
  await untilFacts(before.facts + nth);
  await expectFinished(release, before);
});

async function untilFacts(count: number): Promise<void> {
  while ((await team.facts()).length < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

test.each([
  ['RegisterTaskDefinition', 1, 'before'],
  ['UpdateService', 2, 'after'],
  ['UpdateService', 3, 'before'],
  ['UpdateService', 3, 'after'],
] as const)(
  'killed at %s no. %d, %s its effect, a promotion that fails goes back once',
  async (operation, nth, moment) => {
    const good = environmentState('test', await team.facts()).lastVerified?.release;
    const release = await newRelease();
    team.world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: String(build + 100) });
    const before = await soFar();
    await killedAt(operation, nth, moment, release);

    const { code } = await team.run(team.promoting(release));
    expect(code).toBe(5);
    expect(team.result()).toMatchObject({
      ok: false,
      output: { result: 'rolledBack', files: expect.arrayContaining(['output/promotion.json']) as string[] },
    });
    const facts = await team.facts();
    expect(story(facts.slice(before.facts))).toEqual([
      'intent',
      'rollback',
      'verification',
      'outcome rolledBack',
    ]);
    // Forward for both; back for service1, and for service2 unless ECS had gone back by itself.
    expect(team.world.calls('UpdateService') - before.updates).toBeLessThanOrEqual(4);
    expect(environmentState('test', facts).lastVerified?.release).toEqual(good);
  },
);
