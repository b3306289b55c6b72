import {
  CreateDeploymentCommand,
  ListDeploymentsCommand,
  PutLifecycleEventHookExecutionStatusCommand,
  type CreateDeploymentCommandInput,
} from '@aws-sdk/client-codedeploy';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Fault } from '../emulator.ts';
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

const rollingBack = {
  autoRollbackConfiguration: {
    enabled: true,
    events: ['DEPLOYMENT_FAILURE' as const, 'DEPLOYMENT_STOP_ON_ALARM' as const],
  },
};
const stepwise = { deploymentConfigName: 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes' };

async function eventOf(id: string, name: string): Promise<{ status?: string; message?: string }> {
  const { lifecycleEvents = [] } = await shop.target(id);
  const found = lifecycleEvents.find(({ lifecycleEventName }) => lifecycleEventName === name);
  return { status: found!.status!, ...(found!.diagnostics && { message: found!.diagnostics.message! }) };
}

async function statusesOfTaskSets(): Promise<string[]> {
  const { taskSets = [] } = await aws.service();
  return taskSets.map(({ externalId, status }) => `${externalId ?? 'first'} ${status}`);
}

/** Deploys build 2 with the fault in force. */
async function deployWith(fault: Fault | undefined, more = {}): Promise<string> {
  if (fault) aws.emulator.faults.add(fault);
  return shop.deploy(await aws.register('2'), more);
}

test.each<[string, Fault]>([
  ['an image that is not there', { kind: 'imageMissing', tag: '2' }],
  ['a program that ends', { kind: 'crashLoop', tag: '2' }],
  ['targets that are not healthy', { kind: 'unhealthyTargets', tag: '2', statusCode: 503 }],
])(
  'with %s the replacement does not become steady, and after an hour CodeDeploy goes back',
  async (_, fault) => {
    await shop.layOut({ ...rollingBack, ...stepwise });
    const id = await deployWith(fault);
    const { errorInformation, rollbackInfo } = await shop.until(id, 'Failed');
    expect(errorInformation).toEqual({
      code: 'TIMEOUT',
      message:
        'The deployment timed out while waiting for the replacement task set to become healthy. This time out period is 60 minutes.',
    });
    expect(await eventOf(id, 'Install')).toMatchObject({ status: 'Failed' });
    expect(await eventOf(id, 'AllowTraffic')).toEqual({ status: 'Skipped' });
    const rollback = rollbackInfo!.rollbackDeploymentId!;
    expect(rollbackInfo!.rollbackMessage).toBe(
      `Deployment ${id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback}.`,
    );
    expect(await shop.until(rollback, 'Succeeded')).toMatchObject({
      creator: 'codeDeployRollback',
      deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
      rollbackInfo: {
        rollbackTriggeringDeploymentId: id,
        rollbackMessage: `Deployment ${rollback} is triggered to roll back deployment ${id}.`,
      },
    });
    aws.advanceSeconds(120);
    expect(await statusesOfTaskSets()).toEqual(['first PRIMARY']);
  },
);

test('all at once and without a test listener, unhealthy targets are seen by nobody until all requests go there', async () => {
  await shop.layOut({ testListener: false });
  const id = await deployWith({ kind: 'unhealthyTargets', tag: '2' });
  await shop.until(id, 'Succeeded');
  aws.advanceSeconds(60);
  const { TargetHealthDescriptions = [] } = await aws.elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: shop.green }),
  );
  expect(TargetHealthDescriptions.some(({ TargetHealth }) => TargetHealth?.State === 'healthy')).toBe(false);
});

test('an alarm in the middle of a shift stops the deployment, and all requests are back', async () => {
  const alarmConfiguration = { enabled: true, alarms: [{ name: 'errors' }] };
  await shop.layOut({ ...rollingBack, ...stepwise, alarmConfiguration });
  const id = await deployWith(undefined);
  while ((await eventOf(id, 'AllowTraffic')).status === 'Pending') aws.advanceSeconds(1);
  aws.advanceSeconds(90);
  expect(await shop.shares(shop.productionListener)).toBe('blue 80 green 20');
  aws.emulator.faults.add({ kind: 'alarm', alarmName: 'errors' });
  const { errorInformation, rollbackInfo } = await shop.until(id, 'Stopped');
  expect(errorInformation).toEqual({
    code: 'ALARM_ACTIVE',
    message:
      'One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <errors>',
  });
  expect(await eventOf(id, 'AllowTraffic')).toMatchObject({ status: 'Failed' });
  await shop.until(rollbackInfo!.rollbackDeploymentId!, 'Succeeded');
  expect(await shop.shares(shop.productionListener)).toBe('blue 100 green 0');
  expect(await statusesOfTaskSets()).toEqual(['first PRIMARY', `${id} DRAINING`]);
});

describe('hooks', () => {
  const hooks = { BeforeInstall: 'before', AfterAllowTestTraffic: 'validate' };

  test('a function that answers well holds up nothing', async () => {
    await shop.layOut(rollingBack);
    await shop.until(await deployWith(undefined, { appSpec: { hooks } }), 'Succeeded');
  });

  test.each([
    ['AfterAllowTestTraffic', true],
    ['BeforeInstall', false],
  ])('one that fails at %s fails the deployment, rolled back: %s', async (event, isRolledBack) => {
    await shop.layOut(rollingBack);
    const id = await deployWith({ kind: 'codeDeployHook', event }, { appSpec: { hooks } });
    const { errorInformation, rollbackInfo } = await shop.until(id, 'Failed');
    expect(errorInformation).toEqual({
      code: 'HOOK_EXECUTION_FAILURE',
      message:
        'The deployment failed because one or more of the lifecycle event validation functions failed.',
    });
    expect(await eventOf(id, event)).toMatchObject({ status: 'Failed' });
    expect(rollbackInfo !== undefined).toBe(isRolledBack);
  });

  test('one that says nothing within the hour fails it, too', async () => {
    await shop.layOut(rollingBack);
    const id = await deployWith(
      { kind: 'codeDeployHook', lambda: 'validate', outcome: 'silent' },
      { appSpec: { hooks } },
    );
    const { errorInformation } = await shop.until(id, 'Failed');
    expect(errorInformation).toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringContaining('status callback'),
    });
  });

  test('one that is silent may be answered for', async () => {
    await shop.layOut(rollingBack);
    const id = await deployWith({ kind: 'codeDeployHook', outcome: 'silent' }, { appSpec: { hooks } });
    aws.advanceSeconds(30);
    const put = (lifecycleEventHookExecutionId: string, status: 'Succeeded' | 'Failed' | 'Skipped') =>
      aws.codedeploy.send(
        new PutLifecycleEventHookExecutionStatusCommand({
          deploymentId: id,
          lifecycleEventHookExecutionId,
          status,
        }),
      );
    const { codedeploy } = aws.emulator.world.region('123456789012', 'ap-southeast-2');
    const { executionId } = codedeploy.deployments.get(id)!.hook!;
    await expect(put('no-such', 'Succeeded')).rejects.toMatchObject({
      name: 'InvalidLifecycleEventHookExecutionIdException',
    });
    await expect(put(executionId, 'Skipped')).rejects.toMatchObject({
      name: 'InvalidLifecycleEventHookExecutionStatusException',
    });
    await put(executionId, 'Succeeded');
    expect(await eventOf(id, 'BeforeInstall')).toEqual({ status: 'Succeeded' });
    await expect(put(executionId, 'Succeeded')).rejects.toMatchObject({
      name: 'LifecycleEventAlreadyCompletedException',
    });
  });
});

test.each([
  [{ containerName: 'other' }, 'The container other does not exist in the task definition.'],
  [{ containerPort: 9 }, 'The container service1 did not have a container port 9 defined.'],
  [{ taskDefinition: 'service1:77' }, 'TaskDefinition not found.'],
])('an AppSpec with %j fails when it is installed', async (appSpec, message) => {
  await shop.layOut(rollingBack);
  const id = await deployWith(undefined, { appSpec });
  const { errorInformation, rollbackInfo } = await shop.until(id, 'Failed');
  expect(errorInformation).toEqual({
    code: 'ECS_UPDATE_ERROR',
    message: expect.stringContaining(message),
  });
  expect(rollbackInfo).toBeUndefined();
});

test('a group whose listener does not send to the primary target group fails at once', async () => {
  await shop.layOut();
  const { elb } = aws.emulator.world.region('123456789012', 'ap-southeast-2');
  elb.listeners.get(shop.productionListener)!.rules[0]!.actions = [];
  const { errorInformation } = await shop.until(await deployWith(undefined), 'Failed');
  expect(errorInformation).toMatchObject({
    code: 'ELASTIC_LOAD_BALANCING_INVALID',
    message: expect.stringContaining('Primary taskset target group must be behind listener'),
  });
});

test('a group has one deployment at a time, a rollback included', async () => {
  await shop.layOut({ ...rollingBack, ...stepwise });
  const id = await deployWith(undefined);
  await expect(shop.deploy(await aws.register('1'))).rejects.toMatchObject({
    name: 'DeploymentLimitExceededException',
    message: `The Deployment Group 'live' already has an active Deployment '${id}'`,
  });
});

test.each<[Partial<CreateDeploymentCommandInput>, string]>([
  [{ applicationName: 'none' }, 'ApplicationDoesNotExistException'],
  [{ deploymentGroupName: 'none' }, 'DeploymentGroupDoesNotExistException'],
  [{ deploymentConfigName: 'none' }, 'DeploymentConfigDoesNotExistException'],
  [{ description: 'x'.repeat(1001) }, 'DescriptionTooLongException'],
  [{ revision: undefined }, 'RevisionRequiredException'],
  [{ revision: { revisionType: 'S3' } }, 'InvalidRevisionException'],
  [
    { revision: { revisionType: 'AppSpecContent', appSpecContent: { content: '{' } } },
    'InvalidRevisionException',
  ],
  [
    {
      revision: { revisionType: 'AppSpecContent', appSpecContent: { content: 'version: 0.0', sha256: 'x' } },
    },
    'InvalidRevisionException',
  ],
])('CreateDeployment with %j is refused', async (more, name) => {
  await shop.layOut();
  const definition = await aws.register('2');
  await expect(shop.deploy(definition, more)).rejects.toMatchObject({ name });
  expect(await listed({})).toEqual([]);
});

test('an AppSpec may be YAML, and a misspelt member is no member', async () => {
  await shop.layOut();
  const taskDefinition = await aws.register('2');
  const yaml = (port: string) => `
version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: ${taskDefinition}
        LoadBalancerInfo: { ContainerName: service1, ${port}: 8080 }
`;
  const create = (content: string) =>
    aws.codedeploy.send(
      new CreateDeploymentCommand({
        applicationName: 'shop',
        deploymentGroupName: 'live',
        revision: { revisionType: 'String', string: { content } },
      }),
    );
  await expect(create(yaml('containerPort'))).rejects.toMatchObject({ name: 'InvalidRevisionException' });
  const { deploymentId } = await create(yaml('ContainerPort'));
  await shop.until(deploymentId!, 'Succeeded');
});

async function listed(filter: ConstructorParameters<typeof ListDeploymentsCommand>[0]): Promise<string[]> {
  const { deployments = [] } = await aws.codedeploy.send(
    new ListDeploymentsCommand({ applicationName: 'shop', deploymentGroupName: 'live', ...filter }),
  );
  return deployments;
}

test('deployments are listed by time and status, the newest first', async () => {
  await shop.layOut();
  const first = await deployWith(undefined);
  await shop.until(first, 'Succeeded');
  aws.advanceSeconds(300);
  const start = new Date(aws.emulator.clock.now());
  const second = await shop.deploy(await aws.register('1'));
  expect(await listed({})).toEqual([second, first]);
  expect(await listed({ createTimeRange: { start } })).toEqual([second]);
  expect(await listed({ createTimeRange: { end: start }, includeOnlyStatuses: ['Succeeded'] })).toEqual([
    first,
  ]);
  expect(await listed({ includeOnlyStatuses: ['Created', 'InProgress'] })).toEqual([second]);
  await expect(
    aws.codedeploy.send(new ListDeploymentsCommand({ applicationName: 'shop' })),
  ).rejects.toMatchObject({ $fault: 'client' });
});
