import {
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentsCommand,
  BatchGetDeploymentTargetsCommand,
  CreateApplicationCommand,
  CreateDeploymentConfigCommand,
  GetApplicationCommand,
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
  GetDeploymentTargetCommand,
  ListDeploymentTargetsCommand,
  UpdateDeploymentGroupCommand,
  type CreateDeploymentConfigCommandInput,
} from '@aws-sdk/client-codedeploy';
import { TestAws } from '../testing/aws.ts';
import { CodeDeployed } from '../testing/code-deploy.ts';

let aws: TestAws;
let shop: CodeDeployed;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  shop = new CodeDeployed(aws);
  await shop.layOut();
});
afterEach(() => aws.close());

test('an application is of the ECS platform, and there once', async () => {
  const { application } = await aws.codedeploy.send(new GetApplicationCommand({ applicationName: 'shop' }));
  expect(application).toMatchObject({ applicationName: 'shop', computePlatform: 'ECS' });
  const create = (applicationName: string, computePlatform: 'ECS' | 'Server') =>
    aws.codedeploy.send(new CreateApplicationCommand({ applicationName, computePlatform }));
  await expect(create('shop', 'ECS')).rejects.toMatchObject({ name: 'ApplicationAlreadyExistsException' });
  await expect(create('other', 'Server')).rejects.toMatchObject({ name: 'InvalidInputException' });
});

test('a group says what it deploys to, what its last deployment was and what it brought', async () => {
  const describe = async () => {
    const names = { applicationName: 'shop', deploymentGroupName: 'live' };
    return (await aws.codedeploy.send(new GetDeploymentGroupCommand(names))).deploymentGroupInfo!;
  };
  expect(await describe()).toMatchObject({
    computePlatform: 'ECS',
    ecsServices: [{ clusterName: 'test', serviceName: 'service1' }],
    deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
  });
  expect(await describe()).not.toHaveProperty('lastAttemptedDeployment');
  const id = await shop.deploy(await aws.register('2'));
  expect(await describe()).toMatchObject({
    lastAttemptedDeployment: { deploymentId: id, status: 'Created' },
  });
  expect(await describe()).not.toHaveProperty('targetRevision');
  await shop.until(id, 'Succeeded');
  expect(await describe()).toMatchObject({
    lastSuccessfulDeployment: { deploymentId: id },
    targetRevision: { revisionType: 'AppSpecContent' },
  });
});

test('groups are described together, those that are not there left out', async () => {
  const { deploymentGroupsInfo = [] } = await aws.codedeploy.send(
    new BatchGetDeploymentGroupsCommand({ applicationName: 'shop', deploymentGroupNames: ['none', 'live'] }),
  );
  expect(deploymentGroupsInfo.map(({ deploymentGroupName }) => deploymentGroupName)).toEqual(['live']);
});

test('an update changes what it names', async () => {
  const update = new UpdateDeploymentGroupCommand({
    applicationName: 'shop',
    currentDeploymentGroupName: 'live',
    newDeploymentGroupName: 'main',
    deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
  });
  await aws.codedeploy.send(update);
  const names = { applicationName: 'shop', deploymentGroupName: 'main' };
  const { deploymentGroupInfo } = await aws.codedeploy.send(new GetDeploymentGroupCommand(names));
  expect(deploymentGroupInfo).toMatchObject({
    deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
    ecsServices: [{ serviceName: 'service1' }],
  });
  await expect(aws.codedeploy.send(update)).rejects.toMatchObject({
    name: 'DeploymentGroupDoesNotExistException',
  });
});

test.each([
  ['of the same name', 'live', {}, 'DeploymentGroupAlreadyExistsException'],
  ['for a service that has one', 'other', {}, 'ECSServiceMappingLimitExceededException'],
  [
    'for a service that is not there',
    'other',
    { ecsServices: [{ clusterName: 'test', serviceName: 'none' }] },
    'InvalidECSServiceException',
  ],
  [
    'with a configuration that is not there',
    'other',
    { deploymentConfigName: 'none' },
    'DeploymentConfigDoesNotExistException',
  ],
])('a second group %s is refused', async (_, name, more, error) => {
  await expect(shop.createGroup(name, more)).rejects.toMatchObject({ name: error });
});

test('a group without a pair of target groups is refused', async () => {
  const update = new UpdateDeploymentGroupCommand({
    applicationName: 'shop',
    currentDeploymentGroupName: 'live',
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'blue' }] },
  });
  await expect(aws.codedeploy.send(update)).rejects.toMatchObject({
    name: 'InvalidLoadBalancerInfoException',
  });
});

describe('configurations', () => {
  const create = (more: Partial<CreateDeploymentConfigCommandInput>) =>
    aws.codedeploy.send(
      new CreateDeploymentConfigCommand({ deploymentConfigName: 'ours', computePlatform: 'ECS', ...more }),
    );

  test('one of our own is used like a predefined one', async () => {
    const timeBasedCanary = { canaryPercentage: 25, canaryInterval: 2 };
    await create({ trafficRoutingConfig: { type: 'TimeBasedCanary', timeBasedCanary } });
    const { deploymentConfigInfo } = await aws.codedeploy.send(
      new GetDeploymentConfigCommand({ deploymentConfigName: 'ours' }),
    );
    expect(deploymentConfigInfo).toMatchObject({ trafficRoutingConfig: { timeBasedCanary } });
    const id = await shop.deploy(await aws.register('2'), { deploymentConfigName: 'ours' });
    while ((await shop.shares(shop.productionListener)) !== 'blue 75 green 25') aws.advanceSeconds(1);
    await shop.until(id, 'Succeeded');
    await expect(create({})).rejects.toMatchObject({ name: 'DeploymentConfigAlreadyExistsException' });
  });

  test.each([
    { type: 'TimeBasedCanary' as const },
    { type: 'TimeBasedLinear' as const, timeBasedLinear: { linearPercentage: 0, linearInterval: 1 } },
    { type: 'AllAtOnce' as const, timeBasedCanary: { canaryPercentage: 1, canaryInterval: 1 } },
  ])('%j is none', async (trafficRoutingConfig) => {
    await expect(create({ trafficRoutingConfig })).rejects.toMatchObject({
      name: 'InvalidTrafficRoutingConfigurationException',
    });
  });

  test('a predefined one can be read', async () => {
    const { deploymentConfigInfo } = await aws.codedeploy.send(
      new GetDeploymentConfigCommand({
        deploymentConfigName: 'CodeDeployDefault.ECSLinear10PercentEvery3Minutes',
      }),
    );
    expect(deploymentConfigInfo?.trafficRoutingConfig).toEqual({
      type: 'TimeBasedLinear',
      timeBasedLinear: { linearPercentage: 10, linearInterval: 3 },
    });
  });
});

test('deployments and their targets are described together, at most 25', async () => {
  const id = await shop.deploy(await aws.register('2'));
  const { deploymentsInfo } = await aws.codedeploy.send(
    new BatchGetDeploymentsCommand({ deploymentIds: [id] }),
  );
  expect(deploymentsInfo).toMatchObject([{ deploymentId: id }]);
  const many = new BatchGetDeploymentsCommand({ deploymentIds: Array.from({ length: 26 }, () => id) });
  await expect(aws.codedeploy.send(many)).rejects.toMatchObject({ name: 'InvalidInputException' });
  const none = new BatchGetDeploymentsCommand({ deploymentIds: ['d-NONE'] });
  await expect(aws.codedeploy.send(none)).rejects.toMatchObject({ name: 'DeploymentDoesNotExistException' });

  const { targetIds } = await aws.codedeploy.send(new ListDeploymentTargetsCommand({ deploymentId: id }));
  expect(targetIds).toEqual(['test:service1']);
  const { deploymentTargets } = await aws.codedeploy.send(
    new BatchGetDeploymentTargetsCommand({ deploymentId: id, targetIds }),
  );
  expect(deploymentTargets).toMatchObject([
    { deploymentTargetType: 'ECSTarget', ecsTarget: { deploymentId: id } },
  ]);
  const other = new GetDeploymentTargetCommand({ deploymentId: id, targetId: 'test:other' });
  await expect(aws.codedeploy.send(other)).rejects.toMatchObject({
    name: 'DeploymentTargetDoesNotExistException',
  });
});
