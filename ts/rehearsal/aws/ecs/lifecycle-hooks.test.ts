import {
  ContinueServiceDeploymentCommand,
  type ContinueServiceDeploymentCommandInput,
  type DeploymentLifecycleHook,
  type DeploymentLifecycleHookDetail,
  type ServiceDeployment,
} from '@aws-sdk/client-ecs';
import { classify } from '../../../core/diagnosis/classify.ts';
import { TestAws } from '../testing/aws.ts';
import { blueGreen, weightsOf, type BlueGreen } from '../testing/blue-green.ts';
import { newestDeployment, until, untilEnded, untilStage, update } from '../testing/following.ts';
import { timelineOf } from '../testing/timeline.ts';

let aws: TestAws;
let rules: BlueGreen;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  rules = await blueGreen(aws);
});
afterEach(() => aws.close());

const checker = 'arn:aws:lambda:ap-southeast-2:123456789012:function:check';

const lambda = (...lifecycleStages: NonNullable<DeploymentLifecycleHook['lifecycleStages']>) => ({
  hookTargetArn: checker,
  roleArn: 'arn:aws:iam::123456789012:role/ecs-invoke',
  lifecycleStages,
});

const pause = (
  lifecycleStage: NonNullable<DeploymentLifecycleHook['lifecycleStages']>[number],
  timeoutConfiguration?: DeploymentLifecycleHook['timeoutConfiguration'],
): DeploymentLifecycleHook => ({
  targetType: 'PAUSE',
  lifecycleStages: [lifecycleStage],
  timeoutConfiguration,
});

/** Build 1 was deployed without hooks, build 2 is being deployed with them. */
async function deployWith(
  lifecycleHooks: DeploymentLifecycleHook[],
  strategy: 'BLUE_GREEN' | 'LINEAR' = 'BLUE_GREEN',
): Promise<void> {
  const deploymentConfiguration = {
    strategy,
    ...(strategy === 'LINEAR' && { linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1 } }),
  };
  const { loadBalancers } = rules;
  await aws.createService(await aws.register('1'), { loadBalancers, deploymentConfiguration });
  await untilEnded(aws);
  await update(aws, { taskDefinition: await aws.register('2'), deploymentConfiguration: { lifecycleHooks } });
}

const hookOf = ({ lifecycleHookDetails = [] }: ServiceDeployment): DeploymentLifecycleHookDetail =>
  lifecycleHookDetails.at(-1)!;

const untilHook = (status: string): Promise<ServiceDeployment> =>
  until(aws, ({ lifecycleHookDetails = [] }) => lifecycleHookDetails.at(-1)?.status === status, 100_000);

async function answer(
  action?: 'CONTINUE' | 'ROLLBACK',
  more: Partial<ContinueServiceDeploymentCommandInput> = {},
): Promise<void> {
  const deployment = await newestDeployment(aws);
  await aws.ecs.send(
    new ContinueServiceDeploymentCommand({
      serviceDeploymentArn: deployment.serviceDeploymentArn,
      hookId: hookOf(deployment).hookId,
      action,
      ...more,
    }),
  );
}

describe('a Lambda hook', () => {
  test('is called in each of its stages, and lets the deployment go on', async () => {
    await deployWith([
      lambda(
        'PRE_SCALE_UP',
        'POST_SCALE_UP',
        'TEST_TRAFFIC_SHIFT',
        'POST_TEST_TRAFFIC_SHIFT',
        'PRE_PRODUCTION_TRAFFIC_SHIFT',
        'PRODUCTION_TRAFFIC_SHIFT',
        'POST_PRODUCTION_TRAFFIC_SHIFT',
      ),
    ]);
    const running = hookOf(await newestDeployment(aws));
    expect(running).toMatchObject({ targetType: 'AWS_LAMBDA', targetArn: checker, status: 'IN_PROGRESS' });
    const { status, lifecycleHookDetails } = await untilEnded(aws);
    expect(status).toBe('SUCCESSFUL');
    expect(lifecycleHookDetails!.map((hook) => hook.status)).toEqual(Array(7).fill('SUCCEEDED'));
    expect(new Set(lifecycleHookDetails!.map(({ hookId }) => hookId)).size).toBe(7);
  });

  test('that answers FAILED rolls the deployment back, in AWS’s words', async () => {
    await deployWith([lambda('POST_TEST_TRAFFIC_SHIFT', 'POST_SCALE_UP')]);
    aws.emulator.faults.add({
      kind: 'hookFails',
      cluster: 'test',
      service: 'service1',
      stage: 'POST_TEST_TRAFFIC_SHIFT',
      hookTargetArn: checker,
    });
    const words = `Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed. Lifecycle hook target ${checker} returned FAILED status.`;
    const ended = await untilEnded(aws);
    expect(ended).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
      statusReason: words,
    });
    expect(ended.lifecycleHookDetails!.map(({ status }) => status)).toEqual(['SUCCEEDED', 'FAILED']);
    expect(await weightsOf(aws, rules.testRule)).toEqual({ web: 0, 'web-alternate': 100 });
    expect(timelineOf(await aws.service())).toContainEqual(
      expect.stringContaining(`(deployment D2) deployment failed: ${words}`),
    );
    expect(classify({ text: words }).class).toBe('hook-failed');
  });

  test('that answers IN_PROGRESS is called again half a minute later', async () => {
    await deployWith([lambda('POST_SCALE_UP')]);
    aws.emulator.faults.add({ kind: 'hookFails', answer: 'IN_PROGRESS', times: 3 });
    await untilStage(aws, 'POST_SCALE_UP');
    aws.advanceSeconds(90);
    expect(hookOf(await newestDeployment(aws)).status).toBe('IN_PROGRESS');
    aws.advanceSeconds(30);
    expect(hookOf(await newestDeployment(aws)).status).toBe('SUCCEEDED');
  });

  test('that never makes up its mind runs out of time after a day', async () => {
    await deployWith([lambda('PRE_SCALE_UP')]);
    aws.emulator.faults.add({ kind: 'hookFails', answer: 'IN_PROGRESS' });
    const begun = (await newestDeployment(aws)).createdAt!.getTime();
    const { lifecycleHookDetails } = await untilHook('TIMED_OUT');
    expect(lifecycleHookDetails![0]!.expiresAt!.getTime() - begun).toBe(24 * 3_600_000);
    expect(await untilEnded(aws)).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: 'Service deployment rolled back because PRE_SCALE_UP lifecycle hook timed out.',
    });
  });

  test.each([
    ['in another stage', { stage: 'PRE_SCALE_UP' }],
    ['with another target', { hookTargetArn: `${checker}-other` }],
    ['of another service', { service: 'service2' }],
    ['of another cluster', { cluster: 'live' }],
    ['that has failed as often as it may', { times: 0 }],
  ])('%s does not fail', async (_what, fault) => {
    await deployWith([lambda('POST_SCALE_UP')]);
    aws.emulator.faults.add({ kind: 'hookFails', ...fault });
    expect((await untilEnded(aws)).status).toBe('SUCCESSFUL');
  });
});

describe('a pause', () => {
  test('waits for an answer, with test traffic on green and production on blue', async () => {
    await deployWith([pause('POST_TEST_TRAFFIC_SHIFT')]);
    const paused = await untilHook('AWAITING_ACTION');
    expect(hookOf(paused)).toMatchObject({
      hookId: expect.stringMatching(/^ecs-pause-\w+$/),
      targetType: 'PAUSE',
      timeoutAction: 'ROLLBACK',
    });
    expect(hookOf(paused)).not.toHaveProperty('targetArn');
    const minutes = (hookOf(paused).expiresAt!.getTime() - aws.emulator.world.now()) / 60_000;
    expect(Math.round(minutes)).toBe(1440);
    aws.advanceSeconds(3600);
    expect(await newestDeployment(aws)).toMatchObject({
      status: 'IN_PROGRESS',
      lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
      targetServiceRevision: { requestedTestTrafficWeight: 100, requestedProductionTrafficWeight: 0 },
    });
    await answer('CONTINUE');
    expect((await untilEnded(aws)).status).toBe('SUCCESSFUL');
  });

  test('without an action goes on', async () => {
    await deployWith([pause('PRE_SCALE_UP')]);
    await untilHook('AWAITING_ACTION');
    await answer();
    const { status, lifecycleHookDetails } = await untilEnded(aws);
    expect([status, lifecycleHookDetails![0]!.status]).toEqual(['SUCCESSFUL', 'SUCCEEDED']);
  });

  test('that is answered ROLLBACK goes back', async () => {
    await deployWith([pause('POST_PRODUCTION_TRAFFIC_SHIFT')]);
    await untilHook('AWAITING_ACTION');
    expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 100, 'web-alternate': 0 });
    await answer('ROLLBACK');
    expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 0, 'web-alternate': 100 });
    const ended = await untilEnded(aws);
    expect([ended.status, hookOf(ended).status]).toEqual(['ROLLBACK_SUCCESSFUL', 'FAILED']);
  });

  test.each([
    ['rolls back by default', { timeoutInMinutes: 10 }, 'ROLLBACK_SUCCESSFUL'],
    ['goes on if so configured', { timeoutInMinutes: 10, action: 'CONTINUE' as const }, 'SUCCESSFUL'],
  ])('that nobody answers %s', async (_what, timeout, status) => {
    await deployWith([pause('POST_TEST_TRAFFIC_SHIFT', timeout)]);
    await untilHook('AWAITING_ACTION');
    aws.advanceSeconds(595);
    expect(hookOf(await newestDeployment(aws)).status).toBe('AWAITING_ACTION');
    aws.advanceSeconds(10);
    expect(hookOf(await newestDeployment(aws)).status).toBe('TIMED_OUT');
    const ended = await untilEnded(aws);
    expect(ended.status).toBe(status);
    expect(ended.statusReason).toBe(
      status === 'SUCCESSFUL'
        ? undefined
        : 'Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT pause hook timed out.',
    );
  });

  test('before the shift of production traffic comes at every step, each with an id of its own', async () => {
    await deployWith([pause('PRE_PRODUCTION_TRAFFIC_SHIFT')], 'LINEAR');
    const first = hookOf(await untilHook('AWAITING_ACTION')).hookId;
    expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 0, 'web-alternate': 100 });
    await answer('CONTINUE');
    const second = hookOf(await untilHook('AWAITING_ACTION')).hookId;
    expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 50, 'web-alternate': 50 });
    expect(second).not.toBe(first);
    await answer('CONTINUE');
    expect((await untilEnded(aws)).status).toBe('SUCCESSFUL');
  });

  test('is one of several hooks of its stage that must all be done', async () => {
    await deployWith([pause('POST_SCALE_UP'), lambda('POST_SCALE_UP')]);
    await until(aws, ({ lifecycleHookDetails }) => lifecycleHookDetails?.length === 2);
    aws.advanceSeconds(600);
    expect((await newestDeployment(aws)).lifecycleStage).toBe('POST_SCALE_UP');
    const { lifecycleHookDetails } = await newestDeployment(aws);
    expect(lifecycleHookDetails!.map(({ status }) => status)).toEqual(['AWAITING_ACTION', 'SUCCEEDED']);
    await answer('CONTINUE', { hookId: lifecycleHookDetails![0]!.hookId });
    expect((await untilEnded(aws)).status).toBe('SUCCESSFUL');
  });

  test('cannot be answered any more once another hook has failed', async () => {
    await deployWith([pause('POST_SCALE_UP'), lambda('POST_SCALE_UP')]);
    aws.emulator.faults.add({ kind: 'hookFails' });
    const { lifecycleHookDetails } = await until(aws, ({ status }) => status === 'ROLLBACK_IN_PROGRESS');
    expect(lifecycleHookDetails!.map(({ status }) => status)).toEqual(['FAILED', 'FAILED']);
    const { hookId } = lifecycleHookDetails![0]!;
    await expect(answer('CONTINUE', { hookId })).rejects.toThrow(/either completed, unavailable/);
    expect((await untilEnded(aws)).status).toBe('ROLLBACK_SUCCESSFUL');
  });
});

describe('ContinueServiceDeployment refuses', () => {
  beforeEach(async () => {
    await deployWith([pause('PRE_SCALE_UP')]);
    await untilHook('AWAITING_ACTION');
  });

  test.each([
    [
      'an id of another format',
      { hookId: 'hook-1' },
      'InvalidParameterException',
      'Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}',
    ],
    [
      'an unknown id',
      { hookId: 'ecs-pause-unknown' },
      'InvalidParameterException',
      'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN',
    ],
    [
      'an unknown deployment',
      { serviceDeploymentArn: 'arn:aws:ecs:ap-southeast-2:123456789012:service-deployment/test/service1/x' },
      'ServiceDeploymentNotFoundException',
      'The service deployment does not exist.',
    ],
  ])('%s', async (_what, change, name, message) => {
    await expect(answer('CONTINUE', change)).rejects.toMatchObject({ name, message });
  });

  test('an answer given before', async () => {
    await answer('CONTINUE');
    await expect(answer('CONTINUE')).rejects.toThrow(/either completed, unavailable/);
  });

  test('a deployment that has ended', async () => {
    await answer('CONTINUE');
    await untilEnded(aws);
    await expect(answer('CONTINUE')).rejects.toThrow(/not allowed for service deployment in terminal states/);
  });
});
