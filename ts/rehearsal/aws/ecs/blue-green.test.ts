import {
  DescribeServiceRevisionsCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  type CreateServiceCommandInput,
  type DeploymentConfiguration,
} from '@aws-sdk/client-ecs';
import { TestAws } from '../testing/aws.ts';
import { blueGreen, nameOf, weightsOf, type BlueGreen } from '../testing/blue-green.ts';
import { glance, newestDeployment, untilEnded, untilStage, update } from '../testing/following.ts';
import { timelineOf } from '../testing/timeline.ts';

let aws: TestAws;
let rules: BlueGreen;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  rules = await blueGreen(aws);
});
afterEach(() => aws.close());

/** A service whose first deployment has ended; a blue/green one ends in the alternate group. */
async function running(
  deploymentConfiguration: DeploymentConfiguration,
  more: Partial<CreateServiceCommandInput> = {},
): Promise<void> {
  const { loadBalancers } = rules;
  await aws.createService(await aws.register('1'), { loadBalancers, deploymentConfiguration, ...more });
  expect(await untilEnded(aws)).toMatchObject({ status: 'SUCCESSFUL' });
}

/** What the deployment of build 2 goes through: stage, percent of production and of test traffic, minutes in it. */
async function journey(): Promise<string[]> {
  await update(aws, { taskDefinition: await aws.register('2') });
  const seen: { label: string; seconds: number }[] = [];
  for (;;) {
    const { lifecycleStage, targetServiceRevision, finishedAt } = glance(aws);
    if (finishedAt) break;
    const { requestedProductionTrafficWeight = '-', requestedTestTrafficWeight = '-' } =
      targetServiceRevision!;
    const label = `${lifecycleStage!} ${requestedProductionTrafficWeight}/${requestedTestTrafficWeight}`;
    const last = seen.at(-1);
    if (last?.label === label) last.seconds += 1;
    else seen.push({ label, seconds: 1 });
    aws.advanceSeconds(1);
  }
  return seen.map(({ label, seconds }) => `${label} ${Math.round(seconds / 60)}m`);
}

const blueGreenBaking = (minutes: number): DeploymentConfiguration => ({
  strategy: 'BLUE_GREEN',
  bakeTimeInMinutes: minutes,
});

test('blue/green moves test traffic, then all production traffic, and bakes', async () => {
  await running(blueGreenBaking(5));
  expect(await journey()).toEqual([
    'PRE_SCALE_UP 0/0 0m',
    'SCALE_UP 0/0 1m',
    'POST_SCALE_UP 0/0 0m',
    'TEST_TRAFFIC_SHIFT 0/100 0m',
    'POST_TEST_TRAFFIC_SHIFT 0/100 0m',
    'PRODUCTION_TRAFFIC_SHIFT 0/100 0m',
    'PRODUCTION_TRAFFIC_SHIFT 100/100 0m',
    'POST_PRODUCTION_TRAFFIC_SHIFT 100/100 0m',
    'BAKE_TIME 100/100 5m',
    'CLEAN_UP 100/100 1m',
  ]);
  expect(await newestDeployment(aws)).toMatchObject({
    status: 'SUCCESSFUL',
    targetServiceRevision: { runningTaskCount: 2, requestedTaskCount: 2 },
  });
});

test('a canary bakes with its share before the rest follows', async () => {
  await running({
    strategy: 'CANARY',
    canaryConfiguration: { canaryPercent: 12.5, canaryBakeTimeInMinutes: 4 },
    bakeTimeInMinutes: 3,
  });
  expect((await journey()).slice(5)).toEqual([
    'PRODUCTION_TRAFFIC_SHIFT 0/100 0m',
    'PRODUCTION_TRAFFIC_SHIFT 12.5/100 4m',
    'PRODUCTION_TRAFFIC_SHIFT 100/100 0m',
    'POST_PRODUCTION_TRAFFIC_SHIFT 100/100 0m',
    'BAKE_TIME 100/100 3m',
    'CLEAN_UP 100/100 1m',
  ]);
});

test('a linear deployment moves step by step', async () => {
  await running({
    strategy: 'LINEAR',
    linearConfiguration: { stepPercent: 40, stepBakeTimeInMinutes: 2 },
    bakeTimeInMinutes: 1,
  });
  expect((await journey()).slice(5)).toEqual([
    'PRODUCTION_TRAFFIC_SHIFT 0/100 0m',
    'PRODUCTION_TRAFFIC_SHIFT 40/100 2m',
    'PRODUCTION_TRAFFIC_SHIFT 80/100 2m',
    'PRODUCTION_TRAFFIC_SHIFT 100/100 0m',
    'POST_PRODUCTION_TRAFFIC_SHIFT 100/100 0m',
    'BAKE_TIME 100/100 1m',
    'CLEAN_UP 100/100 1m',
  ]);
});

test('the listener rules show what the deployment says, and the groups change roles each time', async () => {
  await running({ strategy: 'CANARY', canaryConfiguration: { canaryPercent: 10 } });
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 0, 'web-alternate': 100 });
  await update(aws, { taskDefinition: await aws.register('2') });
  await untilStage(aws, 'PRODUCTION_TRAFFIC_SHIFT');
  expect(await weightsOf(aws, rules.testRule)).toEqual({ web: 100, 'web-alternate': 0 });
  aws.advanceSeconds(60);
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 10, 'web-alternate': 90 });
  await untilEnded(aws);
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 100, 'web-alternate': 0 });
  await update(aws, { taskDefinition: await aws.register('1') });
  await untilEnded(aws);
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 0, 'web-alternate': 100 });
});

test('while green comes up and bakes, blue keeps all its tasks, and DescribeServices shows both', async () => {
  await running(blueGreenBaking(2), { desiredCount: 3 });
  const blue = (await aws.service()).deployments![0]!.id;
  const definition = await aws.register('2');
  await update(aws, { taskDefinition: definition });
  await untilStage(aws, 'PRE_SCALE_UP');
  expect((await aws.service()).deployments).toMatchObject([
    { status: 'PRIMARY', desiredCount: 0, runningCount: 0, rolloutState: 'IN_PROGRESS' },
    { id: blue, status: 'ACTIVE', desiredCount: 3, runningCount: 3, rolloutState: 'COMPLETED' },
  ]);
  const { serviceDeploymentArn } = await untilStage(aws, 'BAKE_TIME');
  expect(await aws.service()).toMatchObject({
    taskDefinition: definition,
    runningCount: 6,
    currentServiceDeployment: serviceDeploymentArn,
    deployments: [{ runningCount: 3 }, { id: blue, desiredCount: 3, runningCount: 3 }],
  });
  expect(await newestDeployment(aws)).toMatchObject({
    sourceServiceRevisions: [
      { requestedTaskCount: 3, runningTaskCount: 3, requestedProductionTrafficWeight: 0 },
    ],
    targetServiceRevision: {
      requestedTaskCount: 3,
      runningTaskCount: 3,
      requestedProductionTrafficWeight: 100,
    },
  });
  await untilStage(aws, 'CLEAN_UP');
  aws.advanceSeconds(90);
  expect((await aws.service()).deployments).toMatchObject([
    { status: 'PRIMARY', runningCount: 3, rolloutState: 'COMPLETED' },
  ]);
});

test('tasks name their deployment, and revisions say which target group is theirs', async () => {
  await running(blueGreenBaking(2));
  await update(aws, { taskDefinition: await aws.register('2') });
  const { targetServiceRevision, sourceServiceRevisions } = await untilStage(aws, 'BAKE_TIME');
  const { serviceRevisions } = await aws.ecs.send(
    new DescribeServiceRevisionsCommand({
      serviceRevisionArns: [targetServiceRevision!.arn!, sourceServiceRevisions![0]!.arn!],
    }),
  );
  expect(
    serviceRevisions!.map(({ taskDefinition, resolvedConfiguration }) => [
      /:(\d+)$/.exec(taskDefinition!)![1],
      nameOf(resolvedConfiguration!.loadBalancers![0]!.targetGroupArn),
      resolvedConfiguration!.loadBalancers![0]!.productionListenerRule,
    ]),
  ).toEqual([
    ['2', 'web', rules.productionRule],
    ['1', 'web-alternate', rules.productionRule],
  ]);
  const [green] = (await aws.service()).deployments!;
  const { taskArns } = await aws.ecs.send(new ListTasksCommand({ cluster: 'test', startedBy: green!.id }));
  const { tasks } = await aws.ecs.send(new DescribeTasksCommand({ cluster: 'test', tasks: taskArns }));
  expect(tasks).toMatchObject([
    { startedBy: green!.id, taskDefinitionArn: green!.taskDefinition, lastStatus: 'RUNNING' },
    { startedBy: green!.id, taskDefinitionArn: green!.taskDefinition, lastStatus: 'RUNNING' },
  ]);
});

test('its service events read like those of any deployment', async () => {
  await running(blueGreenBaking(1), { desiredCount: 1 });
  await update(aws, { taskDefinition: await aws.register('2') });
  await untilEnded(aws);
  expect(timelineOf(await aws.service()).map((line) => line.replace(/^\S+ /, ''))).toEqual([
    'has started 1 tasks: (task 1).',
    'registered 1 targets in (target-group web-alternate)',
    '(deployment D1) deployment completed.',
    'has reached a steady state.',
    'has started 1 tasks: (task 2).',
    'registered 1 targets in (target-group web)',
    'deregistered 1 targets in (target-group web-alternate)',
    'has begun draining connections on 1 tasks.',
    'has stopped 1 running tasks: (task 1).',
    '(deployment D2) deployment completed.',
    'has reached a steady state.',
  ]);
});

test('a service without load balancers scales up, bakes and cleans up, and has no traffic to tell of', async () => {
  await running(blueGreenBaking(1), { loadBalancers: [] });
  const stages = await journey();
  expect(stages.map((stage) => stage.replace(/ \d+m$/, ''))).toEqual([
    'PRE_SCALE_UP -/-',
    'SCALE_UP -/-',
    'POST_SCALE_UP -/-',
    'TEST_TRAFFIC_SHIFT -/-',
    'POST_TEST_TRAFFIC_SHIFT -/-',
    'PRODUCTION_TRAFFIC_SHIFT -/-',
    'POST_PRODUCTION_TRAFFIC_SHIFT -/-',
    'BAKE_TIME -/-',
    'CLEAN_UP -/-',
  ]);
  expect(stages).toContain('BAKE_TIME -/- 1m');
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 100 });
});

test('a service may change from rolling to blue/green and back', async () => {
  await running({ strategy: 'ROLLING' });
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 100 });
  await update(aws, { taskDefinition: await aws.register('2'), deploymentConfiguration: blueGreenBaking(1) });
  expect(await untilEnded(aws)).toMatchObject({ status: 'SUCCESSFUL', lifecycleStage: 'CLEAN_UP' });
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 0, 'web-alternate': 100 });
  const definition = await aws.register('1');
  await update(aws, { taskDefinition: definition, deploymentConfiguration: { strategy: 'ROLLING' } });
  const rolled = await untilEnded(aws);
  expect(rolled.status).toBe('SUCCESSFUL');
  expect(rolled).not.toHaveProperty('lifecycleStage');
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 0, 'web-alternate': 100 });
  const group = aws.emulator.world
    .region('123456789012', 'ap-southeast-2')
    .elb.targetGroups.get(rules.alternate)!;
  expect([...group.targets.values()].map(({ state }) => state)).toEqual(['healthy', 'healthy']);
});

test('a newer deployment reconciles the service first, and blue serves until it is done', async () => {
  await running(blueGreenBaking(5));
  await update(aws, { taskDefinition: await aws.register('2') });
  await untilStage(aws, 'BAKE_TIME');
  await update(aws, { taskDefinition: await aws.register('1') });
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 0, 'web-alternate': 100 });
  expect((await newestDeployment(aws)).lifecycleStage).toBe('RECONCILE_SERVICE');
  expect((await aws.service()).deployments).toHaveLength(3);
  const { lifecycleStage } = await untilStage(aws, 'PRE_SCALE_UP');
  expect(lifecycleStage).toBe('PRE_SCALE_UP');
  expect((await aws.service()).deployments).toHaveLength(2);
  expect(await untilEnded(aws)).toMatchObject({ status: 'SUCCESSFUL' });
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 100, 'web-alternate': 0 });
});

test('a newer deployment takes over from green once only the old tasks were left to remove', async () => {
  await running(blueGreenBaking(1));
  await update(aws, { taskDefinition: await aws.register('2') });
  await untilStage(aws, 'CLEAN_UP');
  const [green] = (await aws.service()).deployments!;
  aws.advanceSeconds(10);
  await update(aws, { taskDefinition: await aws.register('1') });
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 100, 'web-alternate': 0 });
  await untilStage(aws, 'BAKE_TIME');
  expect((await aws.service()).deployments![1]).toMatchObject({ id: green!.id, runningCount: 2 });
  expect(await untilEnded(aws)).toMatchObject({ status: 'SUCCESSFUL' });
  expect(await weightsOf(aws, rules.productionRule)).toEqual({ web: 0, 'web-alternate': 100 });
});

test('a deployment goes on as it began, whatever the service is set to meanwhile', async () => {
  await running(blueGreenBaking(1));
  await update(aws, { taskDefinition: await aws.register('2') });
  await untilStage(aws, 'SCALE_UP');
  await update(aws, { deploymentConfiguration: { strategy: 'ROLLING' } });
  expect(await untilEnded(aws)).toMatchObject({ status: 'SUCCESSFUL', lifecycleStage: 'CLEAN_UP' });
});
