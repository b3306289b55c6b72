import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { GitCommitRange } from '../../ts/adapters/git/commit-range.ts';
import { diff, type DiffTools } from '../../ts/app/changes/diff.ts';
import { factsOf } from '../../ts/app/situation.ts';
import { markdownOf } from '../../ts/core/changes/markdown.ts';
import { renderChanges } from '../../ts/core/changes/render.ts';
import { anEnvironment, line } from '../../ts/core/gates/example.ts';
import { releaseId } from '../../ts/core/release/release-id.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { World } from './world.ts';

/** What promotions leave in the ledger and in ECS, compared. */
let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

async function tools(differing: Partial<DiffTools> = {}): Promise<DiffTools> {
  const { ledger, services } = await world.tools();
  return {
    config: { ...line, environments: [anEnvironment('test', [])] },
    ledger,
    facts: await factsOf(ledger, await ledger.environments()),
    isFile: () => false,
    readRelease: () => Promise.reject(new Error('no file was named')),
    servicesOf: () => Promise.resolve(services),
    cloneOf: () => undefined,
    ...differing,
  };
}

/** Somebody changes what runs past the product. */
async function changeByHand(service: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const cluster = 'appcluster-test';
  const found = await world.ecs().send(new DescribeServicesCommand({ cluster, services: [service] }));
  const { taskDefinition } = await world
    .ecs()
    .send(new DescribeTaskDefinitionCommand({ taskDefinition: found.services?.[0]?.taskDefinition }));
  const [container] = taskDefinition?.containerDefinitions ?? [];
  const pairs = Object.entries(environment).map(([name, value]) => ({ name, value }));
  await world.ecs().send(
    new RegisterTaskDefinitionCommand({
      family: service,
      containerDefinitions: [{ ...container, environment: pairs }],
    }),
  );
  await world.ecs().send(new UpdateServiceCommand({ cluster, service, taskDefinition: service }));
  world.emulator.clock.advance(600_000);
}

test('what runs is what was verified, until somebody changes it; no value is told', async () => {
  await world.promote(await world.release(90, 41));
  const calm = await diff(['test', 'test@running'], false, await tools());
  expect(calm.changes.services.map(({ change }) => change)).toEqual(['same', 'same']);

  await changeByHand('service1', { DB_PASSWORD: 'planted-password' });
  const { changes } = await diff(['test', 'test@running'], false, await tools());
  expect(changes.services).toMatchObject([
    {
      change: 'settings',
      taskDefinition: { fields: [], environment: [{ name: 'DB_PASSWORD', change: 'added' }] },
    },
    { change: 'same', taskDefinition: null },
  ]);
  const told = [renderChanges(changes), markdownOf(changes), JSON.stringify(changes)].join('\n');
  expect(told).toContain('DB_PASSWORD');
  expect(told).not.toContain('planted');
});

test('two releases by their ids, with the recorded commits of the builds between', async () => {
  const releases = [await world.release(90, 41), await world.release(91, 42), await world.release(92, 43)];
  for (const release of releases) await world.promote(release);
  const [first = '', , last = ''] = releases.map(releaseId);
  const { changes } = await diff([first.slice(0, 7), last.slice(0, 9)], false, await tools());
  expect(changes.services[0]).toMatchObject({ service: 'service1', change: 'forward' });
  expect(changes.services[0]?.commits?.brought.map(({ subject }) => subject)).toEqual([
    'Change 92',
    'Change 91',
  ]);
  const before = world.emulator.calls.length;
  await diff(['test', last], false, await tools());
  expect(world.emulator.calls.length).toBe(before);
  await diff(['test', last], true, await tools());
  expect(world.emulator.calls.length).toBeGreaterThan(before);
});

test('a file that the ledger never saw, with commits from a clone', async () => {
  const verified = await world.release(90, 41);
  const repo = join(world.dir, 'service1');
  const env = { PATH: process.env['PATH'] ?? '', HOME: world.dir, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', repo, ...words], { env })
      .toString()
      .trim();
  execFileSync('git', ['init', '--quiet', repo], { env });
  const commit = (subject: string) => {
    git('-c', 'user.name=Ann', '-c', 'user.email=a@b', 'commit', '--quiet', '--allow-empty', '-m', subject);
    return git('rev-parse', 'HEAD');
  };
  const [one, , three] = [commit('One'), commit('Two'), commit('Three')];
  const withCommit = (release: Release, commitId: string): Release => {
    const { service1, ...others } = release.services;
    if (!service1) throw new Error('the release has no service1');
    return { ...release, services: { ...others, service1: { ...service1, commit: commitId } } };
  };
  await world.promote(withCommit(verified, one));
  const next = withCommit(
    { ...verified, services: { ...verified.services, service1: await world.build('service1', 95) } },
    three,
  );
  const { changes } = await diff(
    ['test', './next.json'],
    false,
    await tools({
      isFile: (path) => path === './next.json',
      readRelease: () => Promise.resolve(next),
      cloneOf: (service) => (service === 'service1' ? new GitCommitRange(repo, env) : undefined),
    }),
  );
  expect(changes.services[0]?.commits).toMatchObject({
    source: 'git',
    brought: [
      { author: 'Ann', subject: 'Three' },
      { author: 'Ann', subject: 'Two' },
    ],
  });
});

test('one build number with two images is an alarm', async () => {
  const release = await world.release(90, 41);
  await world.promote(release);
  const { service1 } = release.services;
  if (!service1) throw new Error('the release has no service1');
  const other = {
    ...release,
    services: { ...release.services, service1: { ...service1, digest: `sha256:${'f'.repeat(64)}` as const } },
  };
  const { problems } = await diff(
    ['test', 'other.json'],
    false,
    await tools({ isFile: (path) => path === 'other.json', readRelease: () => Promise.resolve(other) }),
  );
  expect(problems.map(({ code }) => code)).toEqual(['release-build-two-digests']);
});
