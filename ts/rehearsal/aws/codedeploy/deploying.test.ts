import { ContinueDeploymentCommand, StopDeploymentCommand } from '@aws-sdk/client-codedeploy';
import { DescribeTasksCommand, ListTasksCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { TestAws } from '../testing/aws.ts';
import { CodeDeployed } from '../testing/code-deploy.ts';

let aws: TestAws;
let shop: CodeDeployed;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  shop = new CodeDeployed(aws);
});
afterEach(() => aws.close());

async function events(id: string): Promise<string[]> {
  const { lifecycleEvents = [] } = await shop.target(id);
  return lifecycleEvents.map(({ lifecycleEventName, status }) => `${lifecycleEventName} ${status}`);
}

async function taskSets(): Promise<string[]> {
  const { taskSets: sets = [] } = await aws.service();
  return sets.map(
    ({ externalId, status, computedDesiredCount, runningCount }) =>
      `${externalId ?? 'first'} ${status} ${runningCount}/${computedDesiredCount}`,
  );
}

const waitingFor = (minutes: number) => ({
  blueGreenDeploymentConfiguration: {
    terminateBlueInstancesOnDeploymentSuccess: {
      action: 'TERMINATE' as const,
      terminationWaitTimeInMinutes: minutes,
    },
    deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT' as const, waitTimeInMinutes: 0 },
  },
});
const readyFor = (minutes: number) => ({
  blueGreenDeploymentConfiguration: {
    deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const, waitTimeInMinutes: minutes },
  },
});
const rollingBack = {
  autoRollbackConfiguration: {
    enabled: true,
    events: ['DEPLOYMENT_FAILURE' as const, 'DEPLOYMENT_STOP_ON_ALARM' as const],
  },
};

test('a service that CodeDeploy moves has task sets instead of deployments', async () => {
  await shop.layOut();
  const service = await aws.service();
  expect(service).toMatchObject({
    deploymentController: { type: 'CODE_DEPLOY' },
    deployments: [],
    taskSets: [
      {
        id: expect.stringMatching(/^ecs-svc\/\d{19}$/),
        taskSetArn: expect.stringMatching(/:task-set\/test\/service1\/ecs-svc\/\d{19}$/),
        status: 'PRIMARY',
        scale: { value: 100, unit: 'PERCENT' },
        stabilityStatus: 'STEADY_STATE',
        runningCount: 2,
        platformVersion: '1.4.0',
      },
    ],
  });
  expect(service.taskSets![0]).not.toHaveProperty('externalId');
  expect(service.currentServiceDeployment).toBeUndefined();
  const startedBy = service.taskSets![0]!.id;
  const { taskArns } = await aws.ecs.send(new ListTasksCommand({ cluster: 'test', startedBy }));
  expect(taskArns).toHaveLength(2);
});

test.each([
  [{ taskDefinition: 'service1' }, 'Unable to update task definition'],
  [{ forceNewDeployment: true }, 'Unable to update task definition'],
  [{ loadBalancers: [] }, 'Unable to update load balancers'],
  [{ networkConfiguration: {} }, 'Unable to update network parameters'],
])('UpdateService with %j is refused', async (change, message) => {
  await shop.layOut();
  const update = aws.ecs.send(new UpdateServiceCommand({ cluster: 'test', service: 'service1', ...change }));
  await expect(update).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: `${message} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`,
  });
});

test("a changed desired count is the primary task set's", async () => {
  await shop.layOut();
  await aws.ecs.send(new UpdateServiceCommand({ cluster: 'test', service: 'service1', desiredCount: 3 }));
  aws.advanceSeconds(120);
  expect(await taskSets()).toEqual(['first PRIMARY 3/3']);
});

test('all at once: the replacement is built, tested, gets all requests, and the original goes', async () => {
  await shop.layOut(waitingFor(5));
  const id = await shop.deploy(await aws.register('2'), { description: 'promotion 01' });
  expect(id).toMatch(/^d-[A-Z2-7]{9}$/);
  expect(await shop.deployment(id)).toMatchObject({
    status: 'Created',
    creator: 'user',
    description: 'promotion 01',
    deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
  });
  aws.advanceSeconds(20);
  expect(await events(id)).toEqual([
    'BeforeInstall Succeeded',
    'Install InProgress',
    'AfterInstall Pending',
    'AllowTestTraffic Pending',
    'AfterAllowTestTraffic Pending',
    'BeforeAllowTraffic Pending',
    'AllowTraffic Pending',
    'AfterAllowTraffic Pending',
  ]);
  expect((await shop.deployment(id)).deploymentOverview).toBeUndefined();
  aws.advanceSeconds(100);
  // Everything has been done, and the original waits for its end.
  expect((await events(id)).every((event) => event.endsWith(' Succeeded'))).toBe(true);
  expect(await shop.deployment(id)).toMatchObject({
    status: 'InProgress',
    instanceTerminationWaitTimeStarted: true,
  });
  expect(await taskSets()).toEqual([`${id} PRIMARY 2/2`, 'first ACTIVE 2/2']);
  expect(await shop.shares(shop.productionListener)).toBe('green 100');
  expect(await shop.shares(shop.testListener)).toBe('green 100');
  expect((await shop.target(id)).taskSetsInfo).toMatchObject([
    { taskSetLabel: 'Blue', trafficWeight: 0, status: 'ACTIVE', targetGroup: { name: 'blue' } },
    { taskSetLabel: 'Green', trafficWeight: 100, status: 'PRIMARY', targetGroup: { name: 'green' } },
  ]);
  expect(await shop.until(id, 'Succeeded')).toMatchObject({
    deploymentOverview: { Succeeded: 1, Failed: 0 },
  });
  aws.advanceSeconds(10);
  expect(await taskSets()).toEqual([`${id} PRIMARY 2/2`, 'first DRAINING 0/0']);
  aws.advanceSeconds(120);
  expect(await taskSets()).toEqual([`${id} PRIMARY 2/2`]);
  const { taskArns = [] } = await aws.ecs.send(new ListTasksCommand({ cluster: 'test' }));
  const { tasks = [] } = await aws.ecs.send(new DescribeTasksCommand({ cluster: 'test', tasks: taskArns }));
  const { taskSets: sets } = await aws.service();
  expect(new Set(tasks.map(({ startedBy }) => startedBy))).toEqual(new Set([sets![0]!.id]));
});

test('without a test listener there are no events of test traffic', async () => {
  await shop.layOut({ testListener: false });
  const id = await shop.deploy(await aws.register('2'));
  aws.advanceSeconds(200);
  expect(await events(id)).toEqual([
    'BeforeInstall Succeeded',
    'Install Succeeded',
    'AfterInstall Succeeded',
    'BeforeAllowTraffic Succeeded',
    'AllowTraffic Succeeded',
    'AfterAllowTraffic Succeeded',
  ]);
  expect(await shop.deployment(id)).toMatchObject({ status: 'Succeeded' });
});

test('the next deployment goes the other way', async () => {
  await shop.layOut();
  await shop.deploy(await aws.register('2'));
  aws.advanceSeconds(300);
  const id = await shop.deploy(await aws.register('1'));
  aws.advanceSeconds(300);
  expect(await taskSets()).toEqual([`${id} PRIMARY 2/2`]);
  expect(await shop.shares(shop.productionListener)).toBe('blue 100');
});

/** The production listener's shares at each minute from the first shift on. */
async function minutely(id: string, minutes: number): Promise<string[]> {
  while ((await events(id)).includes('AllowTraffic Pending')) aws.advanceSeconds(1);
  const seen: string[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    seen.push(await shop.shares(shop.productionListener));
    aws.advanceSeconds(60);
  }
  return seen;
}

test('a linear configuration moves a tenth every minute', async () => {
  await shop.layOut({ deploymentConfigName: 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes' });
  expect(await shop.shares(shop.productionListener)).toBe('blue 100 green 0');
  const id = await shop.deploy(await aws.register('2'));
  expect(await minutely(id, 10)).toEqual(
    [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((percent) => `blue ${100 - percent} green ${percent}`),
  );
  expect(await shop.deployment(id)).toMatchObject({ status: 'Succeeded' });
});

test('a canary goes ahead, and the rest follows', async () => {
  await shop.layOut();
  const deploymentConfigName = 'CodeDeployDefault.ECSCanary10Percent5Minutes';
  const id = await shop.deploy(await aws.register('2'), { deploymentConfigName });
  const ten = 'blue 90 green 10';
  expect(await minutely(id, 6)).toEqual([ten, ten, ten, ten, ten, 'blue 0 green 100']);
});

test('ready, it waits for a person, and goes on', async () => {
  await shop.layOut(readyFor(60));
  const id = await shop.deploy(await aws.register('2'));
  aws.advanceSeconds(600);
  expect(await shop.deployment(id)).toMatchObject({ status: 'Ready' });
  expect(await shop.target(id)).toMatchObject({ status: 'Ready' });
  expect(await shop.shares(shop.testListener)).toBe('green 100');
  expect(await shop.shares(shop.productionListener)).toBe('blue 100');
  await aws.codedeploy.send(
    new ContinueDeploymentCommand({ deploymentId: id, deploymentWaitType: 'READY_WAIT' }),
  );
  aws.advanceSeconds(60);
  expect(await shop.deployment(id)).toMatchObject({ status: 'Succeeded' });
});

test('ready, it stops when nobody answers in time', async () => {
  await shop.layOut({ ...readyFor(30), ...rollingBack });
  const id = await shop.deploy(await aws.register('2'));
  aws.advanceSeconds(40 * 60);
  expect(await shop.deployment(id)).toMatchObject({
    status: 'Stopped',
    errorInformation: {
      code: 'TIMEOUT',
      message:
        'The deployment timed out while waiting for a notification to continue. This time out period is 30 minutes.',
    },
  });
  expect(await shop.shares(shop.productionListener)).toBe('blue 100');
});

test('the wait before the original goes can be cut short', async () => {
  await shop.layOut(waitingFor(600));
  const id = await shop.deploy(await aws.register('2'));
  aws.advanceSeconds(200);
  const again = { deploymentId: id, deploymentWaitType: 'READY_WAIT' as const };
  await expect(aws.codedeploy.send(new ContinueDeploymentCommand(again))).rejects.toMatchObject({
    name: 'DeploymentIsNotInReadyStateException',
  });
  await aws.codedeploy.send(
    new ContinueDeploymentCommand({ deploymentId: id, deploymentWaitType: 'TERMINATION_WAIT' }),
  );
  expect(await shop.deployment(id)).toMatchObject({ status: 'Succeeded' });
});

test.each([
  [true, 'blue 100'],
  [false, 'green 100'],
])('stopped with rollback %s while the original still waits', async (autoRollbackEnabled, shares) => {
  await shop.layOut(waitingFor(600));
  const id = await shop.deploy(await aws.register('2'));
  aws.advanceSeconds(200);
  const { status } = await aws.codedeploy.send(
    new StopDeploymentCommand({ deploymentId: id, autoRollbackEnabled }),
  );
  expect(status).toBe('Pending');
  aws.advanceSeconds(120);
  expect(await shop.deployment(id)).toMatchObject({
    status: 'Stopped',
    errorInformation: { code: 'MANUAL_STOP' },
  });
  expect(await shop.shares(shop.productionListener)).toBe(shares);
  await expect(aws.codedeploy.send(new StopDeploymentCommand({ deploymentId: id }))).rejects.toMatchObject({
    name: 'DeploymentAlreadyCompletedException',
  });
});
