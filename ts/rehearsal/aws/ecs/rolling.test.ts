import {
  DeleteServiceCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  UpdateServiceCommand,
  type Service,
  type ServiceDeployment,
  type Task,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { TestAws } from '../testing/aws.ts';
import { timelineOf } from '../testing/timeline.ts';

let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
});
afterEach(() => aws.close());

async function behindLoadBalancer(): Promise<void> {
  const targetGroupArn = await aws.targetGroup('web');
  await aws.createService(await aws.register('1'), {
    loadBalancers: [{ targetGroupArn, containerName: 'service1', containerPort: 8080 }],
  });
  aws.advanceSeconds(120);
}

async function update(change: Partial<UpdateServiceCommandInput>): Promise<Service> {
  const { service } = await aws.ecs.send(
    new UpdateServiceCommand({ cluster: 'test', service: 'service1', ...change }),
  );
  return service!;
}

async function deployments(): Promise<ServiceDeployment[]> {
  const { serviceDeployments = [] } = await aws.ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'test', service: 'service1' }),
  );
  const serviceDeploymentArns = serviceDeployments.map(({ serviceDeploymentArn }) => serviceDeploymentArn!);
  const described = await aws.ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns }));
  return described.serviceDeployments!;
}

async function tasks(
  filter: { startedBy?: string; desiredStatus?: 'RUNNING' | 'STOPPED' } = {},
): Promise<Task[]> {
  const { taskArns = [] } = await aws.ecs.send(new ListTasksCommand({ cluster: 'test', ...filter }));
  if (taskArns.length === 0) return [];
  return (await aws.ecs.send(new DescribeTasksCommand({ cluster: 'test', tasks: taskArns }))).tasks!;
}

test('a rolling deployment behind a load balancer starts, waits for health, drains, and is at rest', async () => {
  await behindLoadBalancer();
  await update({ taskDefinition: await aws.register('2') });
  aws.advanceSeconds(300);
  expect(timelineOf(await aws.service())).toEqual([
    '+0:02 has started 2 tasks: (task 1) (task 2).',
    '+0:16 registered 1 targets in (target-group web)',
    '+0:21 registered 1 targets in (target-group web)',
    '+0:43 (deployment D1) deployment completed.',
    '+0:43 has reached a steady state.',
    '+2:04 has started 2 tasks: (task 3) (task 4).',
    '+2:26 registered 1 targets in (target-group web)',
    '+2:26 registered 1 targets in (target-group web)',
    '+2:48 deregistered 1 targets in (target-group web)',
    '+2:48 has begun draining connections on 1 tasks.',
    '+2:48 deregistered 1 targets in (target-group web)',
    '+2:48 has begun draining connections on 1 tasks.',
    '+2:48 has stopped 2 running tasks: (task 1) (task 2).',
    '+3:35 (deployment D2) deployment completed.',
    '+3:35 has reached a steady state.',
  ]);
});

test('a service deployment tells what it replaced, and how it ended', async () => {
  await behindLoadBalancer();
  const definition = await aws.register('2');
  const service = await update({ taskDefinition: definition });
  expect(service.deployments!.map(({ status, rolloutState }) => [status, rolloutState])).toEqual([
    ['PRIMARY', 'IN_PROGRESS'],
    ['ACTIVE', 'COMPLETED'],
  ]);
  const [current] = await deployments();
  expect(current!.serviceDeploymentArn).toBe(service.currentServiceDeployment);
  expect(current!.status).toBe('IN_PROGRESS');
  aws.advanceSeconds(300);
  const [newest, first] = await deployments();
  expect(newest!.status).toBe('SUCCESSFUL');
  expect(newest!.sourceServiceRevisions![0]!.arn).toBe(first!.targetServiceRevision!.arn);
  expect(newest!.targetServiceRevision).toMatchObject({
    requestedTaskCount: 2,
    runningTaskCount: 2,
    pendingTaskCount: 0,
  });
  expect((await aws.service()).taskDefinition).toBe(definition);
});

test('a tag is resolved to its digest once for a deployment, however it moves afterwards', async () => {
  await aws.createService(await aws.register('1'), { desiredCount: 1 });
  aws.advanceSeconds(60);
  const [before] = await tasks();
  await aws.push('service1', '3');
  const moved = aws.emulator.world.region('123456789012', 'ap-southeast-2').ecr.repositories.get('service1')!;
  const images = [...moved.images.values()];
  images.find(({ tags }) => tags.delete('1'));
  images.find(({ tags }) => tags.has('3'))!.tags.add('1');
  await update({ desiredCount: 2 });
  aws.advanceSeconds(60);
  const digests = (await tasks()).map(({ containers }) => containers![0]!.imageDigest);
  expect(digests).toEqual([before!.containers![0]!.imageDigest, before!.containers![0]!.imageDigest]);
  const { serviceRevisions } = await aws.ecs.send(
    new DescribeServiceRevisionsCommand({
      serviceRevisionArns: [(await deployments())[0]!.targetServiceRevision!.arn!],
    }),
  );
  expect(serviceRevisions![0]!.containerImages).toEqual([
    { containerName: 'service1', image: expect.stringMatching(/service1:1$/), imageDigest: digests[0] },
  ]);
});

test('the same task definition is no new deployment, unless it is forced', async () => {
  const definition = await aws.register('1');
  const created = await aws.createService(definition);
  aws.advanceSeconds(60);
  expect((await update({ taskDefinition: definition })).deployments![0]!.id).toBe(
    created.deployments![0]!.id,
  );
  expect((await update({ forceNewDeployment: true })).deployments![0]!.id).not.toBe(
    created.deployments![0]!.id,
  );
  aws.advanceSeconds(120);
  expect((await deployments()).map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL']);
});

test('a newer deployment takes the place of the one under way', async () => {
  await aws.createService(await aws.register('1'));
  aws.advanceSeconds(60);
  await update({ taskDefinition: await aws.register('2') });
  aws.advanceSeconds(10);
  await update({ taskDefinition: await aws.register('1') });
  expect((await aws.service()).deployments).toHaveLength(3);
  aws.advanceSeconds(120);
  expect((await deployments()).map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL']);
  expect((await aws.service()).deployments).toHaveLength(1);
});

test('more than five deployments at once are refused', async () => {
  await aws.createService(await aws.register('1'));
  aws.advanceSeconds(60);
  for (let count = 0; count < 5; count++) await update({ forceNewDeployment: true });
  await expect(update({ forceNewDeployment: true })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

test('a service without tasks is deployed at once', async () => {
  await aws.createService(await aws.register('1'), { desiredCount: 0 });
  aws.advanceSeconds(10);
  expect((await aws.service()).deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 0 }]);
});

test('with no room above, old tasks make room before new ones start', async () => {
  await aws.createService(await aws.register('1'), {
    desiredCount: 4,
    deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 },
  });
  aws.advanceSeconds(60);
  await update({ taskDefinition: await aws.register('2') });
  let fewest = 4;
  let most = 0;
  for (let second = 0; second < 180; second++) {
    aws.advanceSeconds(1);
    const count = (await tasks()).length;
    fewest = Math.min(fewest, count);
    most = Math.max(most, count);
  }
  expect([fewest, most]).toEqual([2, 4]);
  expect((await aws.service()).deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
});

test('stopped tasks can be seen for an hour, and no longer', async () => {
  const created = await aws.createService(await aws.register('1'), { desiredCount: 1 });
  aws.advanceSeconds(60);
  await update({ desiredCount: 0 });
  aws.advanceSeconds(60);
  const startedBy = created.deployments![0]!.id!;
  expect(await tasks({ startedBy })).toEqual([]);
  expect(await tasks({ startedBy, desiredStatus: 'STOPPED' })).toMatchObject([
    {
      lastStatus: 'STOPPED',
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${startedBy})`,
      containers: [{ exitCode: 0 }],
    },
  ]);
  aws.advanceSeconds(3600);
  expect(await tasks({ startedBy, desiredStatus: 'STOPPED' })).toEqual([]);
});

test('a deleted service drains and is inactive, and its name is free', async () => {
  const definition = await aws.register('1');
  await aws.createService(definition);
  aws.advanceSeconds(60);
  const remove = { cluster: 'test', service: 'service1' };
  await expect(aws.ecs.send(new DeleteServiceCommand(remove))).rejects.toThrow(/scaled above 0/);
  await aws.ecs.send(new DeleteServiceCommand({ ...remove, force: true }));
  expect((await aws.service()).status).toBe('DRAINING');
  aws.advanceSeconds(60);
  expect((await aws.service()).status).toBe('INACTIVE');
  await aws.createService(definition);
  const { services } = await aws.ecs.send(
    new DescribeServicesCommand({ cluster: 'test', services: ['service1'] }),
  );
  expect(services![0]!.status).toBe('ACTIVE');
});

test.each([
  ['PROVISIONING', 5],
  ['PENDING', 12],
  ['RUNNING', 30],
])('a task is %s after %i seconds', async (lastStatus, seconds) => {
  await aws.createService(await aws.register('1'), { desiredCount: 1 });
  aws.advanceSeconds(seconds);
  expect(await tasks()).toMatchObject([{ lastStatus, desiredStatus: 'RUNNING', group: 'service:service1' }]);
});
