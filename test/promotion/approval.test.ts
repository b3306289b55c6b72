import type { Environment } from '../../ts/core/config/config.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { World } from './world.ts';

/** Between the approval of a plan and its execution something changes: another plan is never let run by it. */
let world: World;
let release: Release;
beforeEach(async () => {
  world = await World.start({ mutableTags: true });
  release = await world.release(90, 41);
});
afterEach(() => world.close());

const approval = { from: ['release-managers'], minimum: 1, notRequester: true };

/** The release with another build of service1. */
async function withService1(build: number, content?: string): Promise<Release> {
  const service1 = await world.build('service1', build, content);
  return { ...release, services: { ...release.services, service1 } };
}

async function approvedPlan(): Promise<string> {
  const { planHash, problems } = await world.promote(release, {}, { settings: { approval } });
  expect(problems.map(({ code }) => code)).toEqual(['plan-approval-missing']);
  return planHash ?? '';
}

async function execute(plan: string, candidate = release, settings: Partial<Environment> = {}) {
  const { result, problems } = await world.promote(
    candidate,
    { approvedPlan: plan, approvedBy: ['rita'] },
    { settings: { approval, ...settings } },
  );
  return [result, ...problems.map(({ code }) => code)];
}

test('nothing changes: it runs', async () => {
  expect(await execute(await approvedPlan())).toEqual(['verified']);
});

test('another build', async () => {
  const plan = await approvedPlan();
  expect(await execute(plan, await withService1(91))).toEqual(['refused', 'plan-not-the-approved-one']);
});

test('the tag is moved to another image', async () => {
  const plan = await approvedPlan();
  await world.build('service1', 90, 'another image');
  expect(await execute(plan)).toEqual(['refused', 'gate-tag-moved']);
});

test('the release’s file is changed, and names the image that the tag was moved to', async () => {
  const plan = await approvedPlan();
  const changed = await withService1(90, 'another image');
  expect(await execute(plan, changed)).toEqual(['refused', 'plan-not-the-approved-one']);
});

test('the release’s file is changed in nothing but a commit’s subject', async () => {
  const plan = await approvedPlan();
  const { service1, ...others } = release.services;
  if (!service1) throw new Error('the release has no service1');
  const changed = { ...release, services: { ...others, service1: { ...service1, subject: 'Harmless' } } };
  expect(await execute(plan, changed)).toEqual(['refused', 'plan-not-the-approved-one']);
});

test('Terraform registers a newer task definition', async () => {
  const plan = await approvedPlan();
  await world.registerNewer('service1', { memory: 256 });
  expect(await execute(plan)).toEqual(['refused', 'plan-not-the-approved-one']);
});

test.each<[string, Partial<Environment>]>([
  ['how long is watched', { settleMinutes: 1 }],
  ['what happens on failure', { onFailure: 'stop' }],
  ['who must approve', { approval: { ...approval, from: ['anybody'] } }],
  ['in which order services move', { parallel: 1 }],
])('the configuration says otherwise %s', async (_, settings) => {
  expect(await execute(await approvedPlan(), release, settings)).toEqual([
    'refused',
    'plan-not-the-approved-one',
  ]);
});

test('what was approved has been done meanwhile, and something else runs', async () => {
  const plan = await approvedPlan();
  expect(await execute(plan)).toEqual(['verified']);
  const other = await withService1(91);
  const { planHash } = await world.promote(other, {}, { settings: { approval } });
  expect(await execute(planHash ?? '', other)).toEqual(['verified']);
  expect(await execute(plan, release)).toEqual(['refused', 'gate-overtaking']);
});
