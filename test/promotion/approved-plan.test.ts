import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { planPromotion } from '../../ts/app/plan.ts';
import type { EnvironmentTools } from '../../ts/app/tools.ts';
import type { Environment } from '../../ts/core/config/config.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { describeWithTerraform } from '../orchestration/world.ts';
import { byTerraform, stackOf, writeInStack, writeStack } from './stack.ts';
import { World } from './world.ts';

/**
 * Between the approval of a plan and its execution something changes: another plan is never let run by it, and neither AWS nor the
 * ledger hears of the attempt.
 */
let world: World;
let release: Release;

const approval = { from: ['release-managers'], minimum: 1, notRequester: true };
const settings: readonly (readonly [what: string, Partial<Environment>])[] = [
  ['how long is watched', { settleMinutes: 1 }],
  ['what happens on failure', { onFailure: 'stop' }],
  ['who must approve', { approval: { ...approval, from: ['anybody'] } }],
  ['in which order services move', { parallel: 1 }],
];

const asked = { by: { name: 'anna' }, reason: null, kind: 'promote', exceptions: {} } as const;

/** Plans like the first half of `ecsPromote`, and answers the hash that people say yes to. */
async function approved(tools: EnvironmentTools, of = release): Promise<string> {
  const planned = await planPromotion(of, asked, tools);
  if (planned.decision !== 'plan') throw new Error(planned.decision);
  expect(planned.needsApproval).toBe(true);
  return planned.planHash;
}

/** Promotes like the second half, and answers the result with the codes of what is in the way. */
async function executed(plan: string, tools: EnvironmentTools, of = release): Promise<readonly string[]> {
  const { result, problems } = await world.promoteWith(tools, of, {
    approvedPlan: plan,
    approvedBy: ['rita'],
  });
  return [result, ...problems.map(({ code }) => code)];
}

const writing =
  /^(?:Create|Update|Register|Deregister|Delete|Put|Run|Stop|Start|Tag|Untag|Continue|Batch(?!Get))/;

/** What there is to see of a promotion: the requests that change something in AWS, and the facts of the ledger. */
async function traces(tools: EnvironmentTools): Promise<readonly unknown[]> {
  const facts = await tools.ledger.read('test');
  return [world.emulator.calls.filter(({ operation }) => writing.test(operation)).length, facts];
}

/** Refused with the code, and nobody has heard of it. */
async function expectRefused(
  code: string,
  plan: string,
  tools: () => Promise<EnvironmentTools>,
  of?: Release,
) {
  const before = await traces(await tools());
  expect(await executed(plan, await tools(), of)).toEqual(['refused', code]);
  expect(await traces(await tools())).toEqual(before);
}

describe('with the engine ecs', () => {
  beforeEach(async () => {
    world = await World.start({ mutableTags: true });
    release = await world.release(90, 41);
  });
  afterEach(() => world.close());

  const tools = (differing: Partial<Environment> = {}) =>
    world.tools({ settings: { approval, ...differing } });

  /** The release with another build of service1. */
  async function withService1(build: number, content?: string): Promise<Release> {
    const service1 = await world.build('service1', build, content);
    return { ...release, services: { ...release.services, service1 } };
  }

  function withSubject(subject: string): Release {
    const { service1, ...others } = release.services;
    if (!service1) throw new Error('the release has no service1');
    return { ...release, services: { ...others, service1: { ...service1, subject } } };
  }

  test('nothing changes: it runs, and leaves traces', async () => {
    const before = await traces(await tools());
    expect(await executed(await approved(await tools()), await tools())).toEqual(['verified']);
    const after = await traces(await tools());
    expect(after[0]).toBeGreaterThan(before[0] as number);
    expect(after[1]).toHaveLength(3);
  });

  /** What happens, the code by which it is refused, the release that is promoted then, and the settings that hold then. */
  type Case = readonly [
    what: string,
    code: string,
    then: () => Promise<{ readonly release?: Release; readonly settings?: Partial<Environment> }>,
  ];

  const cases: readonly Case[] = [
    [
      'the tag is moved to another image',
      'gate-tag-moved',
      async () => {
        await world.build('service1', 90, 'another image');
        return {};
      },
    ],
    [
      'the tag is moved, and the release’s file names the image that it was moved to',
      'plan-not-the-approved-one',
      async () => ({ release: await withService1(90, 'another image') }),
    ],
    [
      'the release’s file names another build',
      'plan-not-the-approved-one',
      async () => ({ release: await withService1(91) }),
    ],
    [
      'the release’s file is changed in nothing but a commit’s subject',
      'plan-not-the-approved-one',
      () => Promise.resolve({ release: withSubject('Harmless') }),
    ],
    [
      'Terraform registers a newer task definition',
      'plan-not-the-approved-one',
      async () => {
        await world.registerNewer('service1', { memory: 256 });
        return {};
      },
    ],
    ...settings.map(([what, differing]): Case => [
      `the configuration says otherwise ${what}`,
      'plan-not-the-approved-one',
      () => Promise.resolve({ settings: differing }),
    ]),
  ];

  test.each(cases)('%s', async (_, code, then) => {
    const plan = await approved(await tools());
    const changed = await then();
    await expectRefused(code, plan, () => tools(changed.settings), changed.release);
  });

  test('what was approved has been done meanwhile, and something newer runs', async () => {
    const plan = await approved(await tools());
    expect(await executed(plan, await tools())).toEqual(['verified']);
    const newer = await withService1(91);
    expect(await executed(await approved(await tools(), newer), await tools(), newer)).toEqual(['verified']);
    await expectRefused('gate-overtaking', plan, tools);
  });
});

describeWithTerraform('with the engine terraform', () => {
  beforeEach(async () => {
    world = await World.start({ server: true });
    writeStack(world, ['service1', 'service2']);
    release = await world.release(90, 41);
  });
  afterEach(() => world.close());

  async function tools(): Promise<EnvironmentTools> {
    const given = await world.tools({ settings: { ...byTerraform, approval } });
    return { ...given, stack: stackOf(world, given, { line: () => undefined }) };
  }

  test.each<[what: string, services: readonly string[], memory: number, more: string]>([
    ['changes a service', ['service1', 'service2'], 256, ''],
    ['would make something more', ['service1', 'service2'], 128, 'resource "terraform_data" "more" {}\n'],
    ['does less', ['service1'], 128, ''],
  ])('its plan %s', async (_, services, memory, more) => {
    const plan = await approved(await tools());
    writeStack(world, services, memory);
    writeInStack(world, 'src/appcluster-test/more.tf', more);
    await expectRefused('plan-not-the-approved-one', plan, tools);
    expect(existsSync(join(world.dir, 'appcluster-test.tfstate'))).toBe(false);
  });

  test('nothing changes: it is applied', async () => {
    expect(await executed(await approved(await tools()), await tools())).toEqual(['verified']);
    expect(existsSync(join(world.dir, 'appcluster-test.tfstate'))).toBe(true);
  });
});
