import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BatchDeleteImageCommand } from '@aws-sdk/client-ecr';
import {
  DescribeServiceDeploymentsCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
  type CreateServiceCommandInput,
  type ServiceDeployment,
  type Task,
} from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { imageOf, TestAws } from '../testing/aws.ts';
import { timelineOf } from '../testing/timeline.ts';

let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
});
afterEach(() => aws.close());

const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } };

/** Build 1 runs, then build 2 is deployed. Answers build 2's deployment. */
async function deployBuild2(
  settings: Partial<CreateServiceCommandInput> = breaker,
  tag = '2',
): Promise<string> {
  await aws.createService(await aws.register('1'), settings);
  aws.advanceSeconds(120);
  const taskDefinition = await aws.register(tag);
  const { service } = await aws.ecs.send(
    new UpdateServiceCommand({ cluster: 'test', service: 'service1', taskDefinition }),
  );
  return service!.deployments![0]!.id!;
}

async function stoppedTasks(startedBy: string): Promise<Task[]> {
  const { taskArns } = await aws.ecs.send(
    new ListTasksCommand({ cluster: 'test', startedBy, desiredStatus: 'STOPPED' }),
  );
  return (await aws.ecs.send(new DescribeTasksCommand({ cluster: 'test', tasks: taskArns }))).tasks!;
}

async function newestDeployment(): Promise<ServiceDeployment> {
  const { serviceDeployments } = await aws.ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'test', service: 'service1' }),
  );
  const described = await aws.ecs.send(
    new DescribeServiceDeploymentsCommand({
      serviceDeploymentArns: [serviceDeployments![0]!.serviceDeploymentArn!],
    }),
  );
  return described.serviceDeployments![0]!;
}

test('the circuit breaker trips after three crashes and rolls back to the deployment before', async () => {
  aws.emulator.faults.add({
    kind: 'crashLoop',
    service: 'service1',
    tag: '2',
    exitCode: 3,
    logLines: ['no database'],
  });
  await deployBuild2();
  aws.advanceSeconds(600);
  const service = await aws.service();
  expect(timelineOf(service)).toEqual([
    '+0:02 has started 2 tasks: (task 1) (task 2).',
    '+0:33 (deployment D1) deployment completed.',
    '+0:33 has reached a steady state.',
    '+2:04 has started 2 tasks: (task 3) (task 4).',
    '+2:36 has started 2 tasks: (task 5) (task 6).',
    '+3:06 (deployment D2) deployment failed: tasks failed to start.',
    '+3:06 rolling back to deployment D1.',
    '+3:11 (deployment D1) deployment completed.',
    '+3:11 has reached a steady state.',
  ]);
  expect(service.taskDefinition).toMatch(/service1:1$/);
  expect(service.deployments).toMatchObject([
    { status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2 },
  ]);
  expect(await newestDeployment()).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    deploymentCircuitBreaker: { status: 'TRIGGERED', threshold: 3 },
    rollback: { serviceRevisionArn: expect.stringMatching(/service-revision/) },
  });
});

test('while it rolls back, the failed deployment can still be seen beside the new primary', async () => {
  aws.emulator.faults.add({ kind: 'crashLoop', tag: '2' });
  const failed = await deployBuild2();
  for (let waited = 0; waited < 600 && (await newestDeployment()).status === 'IN_PROGRESS'; waited++)
    aws.advanceSeconds(1);
  const { deployments } = await aws.service();
  expect(deployments).toMatchObject([
    {
      status: 'PRIMARY',
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: expect.stringMatching(/rolling back to deploymentId ecs-svc/),
    },
    {
      id: failed,
      status: 'ACTIVE',
      rolloutState: 'FAILED',
      rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
    },
  ]);
  expect((await newestDeployment()).status).toBe('ROLLBACK_IN_PROGRESS');
});

test('a crashed task says which code it ended with, and its log says why', async () => {
  aws.emulator.faults.add({
    kind: 'crashLoop',
    tag: '2',
    exitCode: 3,
    logLines: ['first line', 'last line'],
  });
  const deployment = await deployBuild2({});
  aws.advanceSeconds(60);
  const [task] = await stoppedTasks(deployment);
  expect(task).toMatchObject({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'service1', exitCode: 3 }],
  });
  const id = task!.taskArn!.split('/').at(-1)!;
  const { events } = await aws.logs.send(
    new GetLogEventsCommand({ logGroupName: '/ecs/service1', logStreamName: `ecs/service1/${id}` }),
  );
  expect(events!.map(({ message }) => message)).toEqual(['first line', 'last line']);
});

test('a fault of one build strikes it also where the task definition names its digest', async () => {
  aws.emulator.faults.add({ kind: 'crashLoop', repository: 'service1', tag: '2' });
  const digest = await aws.push('service1', '2').catch(() => undefined);
  expect(digest).toBeUndefined();
  const { images } = aws.emulator.world
    .region('123456789012', 'ap-southeast-2')
    .ecr.repositories.get('service1')!;
  const build2 = [...images.values()].find(({ tags }) => tags.has('2'))!.digest;
  const deployment = await deployBuild2({}, build2);
  aws.advanceSeconds(60);
  expect((await stoppedTasks(deployment)).map(({ stopCode }) => stopCode)).toContain(
    'EssentialContainerExited',
  );
});

test.each([
  [
    'EC2',
    'Task failed to start',
    /^CannotPullContainerError: Error response from daemon: manifest for \S+service1:2 not found: manifest unknown: Requested image not found$/,
  ],
  [
    'FARGATE',
    expect.stringMatching(/^CannotPullContainerError: pull image manifest/) as string,
    /^CannotPullContainerError: pull image manifest has been retried 7 time\(s\): failed to resolve ref \S+service1:2: \S+service1:2: not found$/,
  ],
] as const)(
  'an image that is gone keeps tasks on %s from starting, in the agent’s words',
  async (launchType, stoppedReason, words) => {
    await aws.createService(await aws.register('1'), { launchType });
    aws.advanceSeconds(60);
    await aws.ecr.send(
      new BatchDeleteImageCommand({ repositoryName: 'service1', imageIds: [{ imageTag: '2' }] }),
    );
    const { service } = await aws.ecs.send(
      new UpdateServiceCommand({
        cluster: 'test',
        service: 'service1',
        taskDefinition: await aws.register('2'),
      }),
    );
    aws.advanceSeconds(60);
    const [task] = await stoppedTasks(service!.deployments![0]!.id!);
    expect(task).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason,
      containers: [{ reason: expect.stringMatching(words) }],
    });
    expect(task!.containers![0]).not.toHaveProperty('exitCode');
  },
);

test('the fault imageMissing takes an image away that ECR still lists', async () => {
  aws.emulator.faults.add({ kind: 'imageMissing', repository: 'service1', tag: '2' });
  const deployment = await deployBuild2();
  aws.advanceSeconds(60);
  expect((await stoppedTasks(deployment))[0]!.stoppedReason).toContain(imageOf('service1', '2'));
});

test('tasks whose targets stay unhealthy are replaced, and the breaker trips', async () => {
  aws.emulator.faults.add({ kind: 'unhealthyTargets', tag: '2', statusCode: 502 });
  const targetGroupArn = await aws.targetGroup('web');
  const deployment = await deployBuild2({
    ...breaker,
    loadBalancers: [{ targetGroupArn, containerName: 'service1', containerPort: 8080 }],
  });
  aws.advanceSeconds(50);
  const { TargetHealthDescriptions } = await aws.elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn }),
  );
  expect(TargetHealthDescriptions!.map(({ TargetHealth }) => TargetHealth!.State).toSorted()).toEqual([
    'draining',
    'draining',
    'healthy',
    'healthy',
  ]);
  aws.advanceSeconds(100);
  expect((await stoppedTasks(deployment))[0]!.stoppedReason).toMatch(
    /^Task failed ELB health checks in \(target-group arn:/,
  );
  aws.advanceSeconds(300);
  expect((await newestDeployment()).status).toBe('ROLLBACK_SUCCESSFUL');
  expect(timelineOf(await aws.service())).toContainEqual(
    expect.stringMatching(
      /\(port 8080\) is unhealthy in \(target-group web\) due to \(reason Health checks failed with these codes: \[502\]\)/,
    ),
  );
});

test('within the grace period an unhealthy task is left alone', async () => {
  aws.emulator.faults.add({ kind: 'unhealthyTargets' });
  const targetGroupArn = await aws.targetGroup('web');
  await aws.createService(await aws.register('1'), {
    healthCheckGracePeriodSeconds: 300,
    loadBalancers: [{ targetGroupArn, containerName: 'service1', containerPort: 8080 }],
  });
  aws.advanceSeconds(290);
  expect(await aws.service()).toMatchObject({ runningCount: 2, deployments: [{ failedTasks: 0 }] });
  aws.advanceSeconds(100);
  expect((await aws.service()).deployments![0]!.failedTasks).toBeGreaterThan(0);
});

test('without a circuit breaker a crash loop goes on and on, more and more slowly', async () => {
  aws.emulator.faults.add({ kind: 'crashLoop', tag: '2' });
  await deployBuild2({ desiredCount: 1 });
  const failuresIn = async (minutes: number): Promise<number> => {
    const before = (await aws.service()).deployments![0]!.failedTasks!;
    aws.advanceSeconds(minutes * 60);
    return (await aws.service()).deployments![0]!.failedTasks! - before;
  };
  const [early, late] = [await failuresIn(10), await failuresIn(10)];
  expect(early).toBeGreaterThan(late);
  expect(await aws.service()).toMatchObject({
    runningCount: 1,
    deployments: [{ rolloutState: 'IN_PROGRESS' }, { runningCount: 1 }],
  });
  expect(timelineOf(await aws.service())).toContainEqual(
    expect.stringMatching(/is unable to consistently start tasks/),
  );
});

test('without anything to roll back to, the first deployment has failed', async () => {
  aws.emulator.faults.add({ kind: 'crashLoop' });
  await aws.createService(await aws.register('1'), breaker);
  aws.advanceSeconds(600);
  expect((await aws.service()).deployments).toMatchObject([
    { status: 'PRIMARY', rolloutState: 'FAILED', runningCount: 0 },
  ]);
  expect(await newestDeployment()).toMatchObject({ status: 'ROLLBACK_FAILED' });
});

test('without rollback a failed deployment starts no more tasks and leaves the old ones', async () => {
  aws.emulator.faults.add({ kind: 'crashLoop', tag: '2' });
  await deployBuild2({
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
  });
  aws.advanceSeconds(600);
  const { failedTasks } = (await aws.service()).deployments![0]!;
  aws.advanceSeconds(3600);
  expect((await aws.service()).deployments![0]!.failedTasks).toBe(failedTasks);
  expect((await aws.service()).deployments).toMatchObject([
    { rolloutState: 'FAILED', runningCount: 0, pendingCount: 0 },
    { rolloutState: 'COMPLETED', runningCount: 2 },
  ]);
  expect(await newestDeployment()).toMatchObject({ status: 'STOPPED' });
});

test('a fault that strikes only twice lets the third attempt succeed', async () => {
  aws.emulator.faults.add({ kind: 'crashLoop', tag: '2', times: 2 });
  await deployBuild2();
  aws.advanceSeconds(300);
  expect(await newestDeployment()).toMatchObject({ status: 'SUCCESSFUL' });
});

test('a deployment that is stopped goes back, and cannot be stopped again', async () => {
  await deployBuild2();
  const { serviceDeploymentArn } = await newestDeployment();
  const stop = new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' });
  await aws.ecs.send(stop);
  expect((await newestDeployment()).status).toBe('ROLLBACK_REQUESTED');
  aws.advanceSeconds(120);
  expect((await newestDeployment()).status).toBe('ROLLBACK_SUCCESSFUL');
  expect((await aws.service()).taskDefinition).toMatch(/service1:1$/);
  await expect(aws.ecs.send(stop)).rejects.toMatchObject({ name: 'ConflictException' });
});

test('nothing is aborted: AWS knows the word and refuses it', async () => {
  await deployBuild2();
  const { serviceDeploymentArn } = await newestDeployment();
  const abort = new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ABORT' });
  await expect(aws.ecs.send(abort)).rejects.toMatchObject({ name: 'UnsupportedFeatureException' });
  expect((await newestDeployment()).status).toBe('IN_PROGRESS');
});
