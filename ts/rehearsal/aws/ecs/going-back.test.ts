import { StopServiceDeploymentCommand, type DeploymentConfiguration } from '@aws-sdk/client-ecs';
import { ModifyListenerCommand, ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
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

const blueIsServing = { web: 0, 'web-alternate': 100 };
const breaker = { enable: true, rollback: true };

const baking: DeploymentConfiguration = {
  strategy: 'BLUE_GREEN',
  bakeTimeInMinutes: 10,
  deploymentCircuitBreaker: breaker,
};

/** Build 1 serves from the alternate group, and build 2 is being deployed. */
async function deployBuild2(deploymentConfiguration: DeploymentConfiguration = baking): Promise<void> {
  const { loadBalancers } = rules;
  await aws.createService(await aws.register('1'), { loadBalancers, deploymentConfiguration });
  await untilEnded(aws);
  await update(aws, { taskDefinition: await aws.register('2') });
}

async function stop(): Promise<void> {
  const { serviceDeploymentArn } = await newestDeployment(aws);
  await aws.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' }));
}

test.each([
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP',
])('a deployment that is stopped in %s goes back, and blue serves as before', async (stage) => {
  await deployBuild2();
  const blue = (await newestDeployment(aws)).sourceServiceRevisions![0]!.arn;
  await untilStage(aws, stage);
  await stop();
  expect((await newestDeployment(aws)).status).toBe('ROLLBACK_REQUESTED');
  expect(await untilEnded(aws)).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: 'Service deployment rolled back because of a StopServiceDeployment request.',
    rollback: { serviceRevisionArn: blue },
  });
  expect(await weightsOf(aws, rules.productionRule)).toEqual(blueIsServing);
  expect(await aws.service()).toMatchObject({
    taskDefinition: expect.stringMatching(/service1:1$/),
    runningCount: 2,
    deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2 }],
  });
});

test('during the bake time traffic is back the moment the rollback begins', async () => {
  await deployBuild2();
  await untilStage(aws, 'BAKE_TIME');
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 100, 'web-alternate': 0 });
  await stop();
  const { targetServiceRevision } = await until(aws, ({ status }) => status === 'ROLLBACK_IN_PROGRESS');
  expect(await weightsOf(aws, rules.productionRule)).toEqual(blueIsServing);
  expect(await weightsOf(aws, rules.testRule)).toEqual(blueIsServing);
  expect(targetServiceRevision).toMatchObject({
    runningTaskCount: 2,
    requestedProductionTrafficWeight: 0,
  });
});

test('when the old tasks have begun to go, traffic waits until they are up again', async () => {
  await deployBuild2();
  await untilStage(aws, 'CLEAN_UP');
  aws.advanceSeconds(10);
  await stop();
  await until(aws, ({ status }) => status === 'ROLLBACK_IN_PROGRESS');
  aws.advanceSeconds(1);
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 100, 'web-alternate': 0 });
  expect((await untilEnded(aws)).status).toBe('ROLLBACK_SUCCESSFUL');
  expect(await weightsOf(aws, rules.productionRule)).toEqual(blueIsServing);
});

test('tasks that do not come up trip the circuit breaker, and no request ever goes to them', async () => {
  aws.emulator.faults.add({ kind: 'crashLoop', tag: '2' });
  await deployBuild2();
  expect(await untilEnded(aws)).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    lifecycleStage: 'SCALE_UP',
    statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    deploymentCircuitBreaker: { status: 'TRIGGERED' },
  });
  expect(timelineOf(await aws.service())).toContainEqual(
    expect.stringMatching(/\(deployment D2\) deployment failed: tasks failed to start\.$/),
  );
});

test('a first deployment has nothing to go back to', async () => {
  aws.emulator.faults.add({ kind: 'crashLoop' });
  const { loadBalancers } = rules;
  await aws.createService(await aws.register('1'), { loadBalancers, deploymentConfiguration: baking });
  expect(await untilEnded(aws)).toMatchObject({
    status: 'ROLLBACK_FAILED',
    statusReason: 'No rollback candidate was found to run the rollback.',
  });
});

describe('listener rules that do not fit are found out when the deployment begins:', () => {
  const forward = (weights: Record<string, number>): { Type: 'forward'; ForwardConfig: object } => ({
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: Object.entries(weights).map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight })),
    },
  });
  const because = 'Service deployment rolled back because of invalid networking configuration';

  test.each([
    [
      'two groups with traffic',
      (): Record<string, number> => ({ [rules.web]: 50, [rules.alternate]: 50 }),
      (): string =>
        `${because}. productionListenerRule ${rules.productionRule} should have exactly one target group serving traffic but found 2 target groups which are serving traffic`,
    ],
    [
      'a group of someone else',
      (other: string): Record<string, number> => ({ [other]: 1 }),
      (other: string): string =>
        `${because}. Production listener rule is forwarding traffic to unexpected target group ${other}. Expected traffic to be forwarded to either targetGroupArn: ${rules.web} or alternateTargetGroupArn: ${rules.alternate}`,
    ],
  ])('%s', async (_what, weights, words) => {
    const other = await aws.targetGroup('other');
    const { loadBalancers } = rules;
    await aws.createService(await aws.register('1'), { loadBalancers, deploymentConfiguration: baking });
    await untilEnded(aws);
    await aws.elb.send(
      new ModifyRuleCommand({ RuleArn: rules.productionRule, Actions: [forward(weights(other))] }),
    );
    await update(aws, { taskDefinition: await aws.register('2') });
    expect(await untilEnded(aws)).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: words(other),
    });
    expect(timelineOf(await aws.service())).toContainEqual(
      expect.stringContaining(`deployment failed: ${because}`),
    );
  });

  test('a group that no rule knows', async () => {
    await deployBuild2();
    await untilEnded(aws);
    const listener = [...aws.emulator.world.region('123456789012', 'ap-southeast-2').elb.listeners.keys()][0];
    await aws.elb.send(
      new ModifyListenerCommand({
        ListenerArn: listener,
        DefaultActions: [forward({ [rules.alternate]: 1 })],
      }),
    );
    const onlyWeb = [forward({ [rules.web]: 1 })];
    await aws.elb.send(new ModifyRuleCommand({ RuleArn: rules.productionRule, Actions: onlyWeb }));
    await aws.elb.send(new ModifyRuleCommand({ RuleArn: rules.testRule, Actions: onlyWeb }));
    await update(aws, { forceNewDeployment: true });
    expect((await untilEnded(aws)).statusReason).toBe(
      `${because}: Target group ${rules.alternate} is not associated with either productionListenerRule or testListenerRule.`,
    );
  });
});

describe('CloudWatch alarms', () => {
  const alarms = { alarmNames: ['checkout-5xx', 'checkout-latency'], enable: true, rollback: true };

  test.each<[string, DeploymentConfiguration]>([
    ['a blue/green deployment', { ...baking, alarms }],
    ['a rolling deployment', { strategy: 'ROLLING', alarms }],
  ])('fail %s and roll it back', async (_what, configuration) => {
    await deployBuild2(configuration);
    aws.emulator.faults.add({
      kind: 'alarm',
      service: 'service1',
      alarmName: 'checkout-5xx',
      afterSeconds: 25,
    });
    expect((await newestDeployment(aws)).alarms).toEqual({
      status: 'MONITORING',
      alarmNames: alarms.alarmNames,
      triggeredAlarmNames: [],
    });
    const ended = await untilEnded(aws);
    expect(ended).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason:
        'Service deployment rolled back because of CloudWatch alarms in ALARM state: checkout-5xx.',
      alarms: { status: 'TRIGGERED', triggeredAlarmNames: ['checkout-5xx'] },
    });
    expect(classify({ text: ended.statusReason! }).class).toBe('alarm-rollback');
    expect((ended.rollback!.startedAt!.getTime() - ended.createdAt!.getTime()) / 1000).toBe(30);
    expect(timelineOf(await aws.service())).toContainEqual(
      expect.stringMatching(/\(deployment D2\) deployment failed: alarm detected\.$/),
    );
    expect(await weightsOf(aws, rules.productionRule)).toMatchObject(
      configuration.strategy === 'ROLLING' ? { web: 100 } : blueIsServing,
    );
  });

  test('are watched through the bake time', async () => {
    await deployBuild2({ ...baking, alarms });
    await untilStage(aws, 'BAKE_TIME');
    aws.emulator.faults.add({ kind: 'alarm', alarmName: 'checkout-latency' });
    expect(await untilEnded(aws)).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      lifecycleStage: 'BAKE_TIME',
    });
  });

  test('without rollback only stop the deployment', async () => {
    await deployBuild2({ ...baking, alarms: { ...alarms, rollback: false } });
    aws.emulator.faults.add({ kind: 'alarm', alarmName: 'checkout-5xx' });
    expect(await untilEnded(aws)).toMatchObject({ status: 'STOPPED', alarms: { status: 'TRIGGERED' } });
    expect((await aws.service()).deployments![0]).toMatchObject({
      rolloutState: 'FAILED',
      rolloutStateReason: 'ECS deployment alarms: alarm detected.',
    });
  });

  test.each([
    ['of another service', { service: 'service2', alarmName: 'checkout-5xx' }],
    ['of another cluster', { cluster: 'live', alarmName: 'checkout-5xx' }],
    ['that the deployment does not name', { alarmName: 'disk-full' }],
    ['that has struck as often as it may', { alarmName: 'checkout-5xx', times: 0 }],
  ])('%s do not matter', async (_what, fault) => {
    await deployBuild2({ ...baking, alarms });
    aws.emulator.faults.add({ kind: 'alarm', ...fault });
    expect(await untilEnded(aws)).toMatchObject({
      status: 'SUCCESSFUL',
      alarms: { status: 'MONITORING_COMPLETE' },
    });
  });

  test('that are switched off are not watched', async () => {
    await deployBuild2({ ...baking, alarms: { ...alarms, enable: false } });
    aws.emulator.faults.add({ kind: 'alarm', alarmName: 'checkout-5xx' });
    expect(await untilEnded(aws)).toMatchObject({ status: 'SUCCESSFUL', alarms: { status: 'DISABLED' } });
  });
});
