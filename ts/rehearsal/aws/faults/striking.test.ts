import { DescribeTasksCommand, ListTasksCommand, type TaskStopCode } from '@aws-sdk/client-ecs';
import { deployBuild2, newestDeployment, stoppedTasks, tasksOf } from '../testing/deploying.ts';
import { TestAws } from '../testing/aws.ts';
import { timelineOf } from '../testing/timeline.ts';
import type { Fault } from './fault.ts';

/** When in a task's life a fault shows, in which members of the API, and what the circuit breaker makes of it. */
let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
});
afterEach(() => aws.close());

const build2 = { service: 'service1', tag: '2' };
const deployWith = (fault: Fault, launchType: 'EC2' | 'FARGATE' = 'EC2'): Promise<string> => {
  aws.emulator.faults.add(fault);
  return deployBuild2(aws, { launchType });
};
/** What happened since build 2's deployment, which begins two minutes after the service. */
const timeline = async (): Promise<readonly string[]> =>
  timelineOf(await aws.service()).filter((line) => !/^\+[01]:/.test(line));

describe('a task that does not start', () => {
  interface Shown {
    readonly stopCode: TaskStopCode;
    readonly stoppedReason: string | RegExp;
    readonly containerReason?: RegExp;
    readonly pulled: boolean;
    readonly pulling: boolean;
  }
  const text = (words: string | RegExp) =>
    typeof words === 'string' ? words : (expect.stringMatching(words) as string);

  test.each<[string, Fault, 'EC2' | 'FARGATE', Shown]>([
    [
      'for want of an address never pulls',
      { kind: 'startFails', cause: 'ip-exhaustion', ...build2 },
      'FARGATE',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason: /^Unexpected EC2 error .*InsufficientFreeAddressesInSubnet$/,
        pulling: false,
        pulled: false,
      },
    ],
    [
      'for want of a secret on Fargate says so itself',
      { kind: 'startFails', cause: 'secret-forbidden', ...build2 },
      'FARGATE',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason:
          /^ResourceInitializationError: .*not authorized to perform: secretsmanager:GetSecretValue/,
        pulling: true,
        pulled: false,
      },
    ],
    [
      'for want of a secret is told with 255 characters by an earlier platform',
      { kind: 'startFails', cause: 'secret-forbidden', wording: 'old', ...build2 },
      'FARGATE',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason: /^ResourceInitializationError: .{223}\.\.\.$/,
        pulling: true,
        pulled: false,
      },
    ],
    [
      'for want of permission on Fargate has the reason twice',
      { kind: 'startFails', cause: 'registry-permission', ...build2 },
      'FARGATE',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason: /^CannotPullContainerError: .*403 Forbidden$/,
        containerReason: /^CannotPullContainerError: .*403 Forbidden$/,
        pulling: true,
        pulled: false,
      },
    ],
    [
      'for want of permission on EC2 has the reason at its container',
      { kind: 'startFails', cause: 'registry-permission', ...build2 },
      'EC2',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'Task failed to start',
        containerReason: /^CannotPullContainerError: .*ecr:BatchGetImage/,
        pulling: true,
        pulled: false,
      },
    ],
    [
      'for want of permission is an exit without a code to an early agent',
      { kind: 'startFails', cause: 'registry-permission', wording: 'old', ...build2 },
      'EC2',
      {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        containerReason: /no basic auth credentials$/,
        pulling: true,
        pulled: false,
      },
    ],
    [
      'for want of its command has pulled',
      { kind: 'startFails', cause: 'command-not-found', ...build2 },
      'EC2',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'Task failed to start',
        containerReason: /exec: "\/app\/start\.sh": stat/,
        pulling: true,
        pulled: true,
      },
    ],
  ])('%s', async (_what, fault, launchType, shown) => {
    const deployment = await deployWith(fault, launchType);
    aws.advanceSeconds(60);
    const [task] = await stoppedTasks(aws, deployment);
    expect(task).toMatchObject({
      stopCode: shown.stopCode,
      stoppedReason: text(shown.stoppedReason),
      containers: [
        shown.containerReason === undefined
          ? expect.not.objectContaining({ reason: expect.anything() as string })
          : { reason: text(shown.containerReason) },
      ],
    });
    expect(task!.containers![0]).not.toHaveProperty('exitCode');
    expect(task).not.toHaveProperty('startedAt');
    expect([task?.pullStartedAt !== undefined, task?.pullStoppedAt !== undefined]).toEqual([
      shown.pulling,
      shown.pulled,
    ]);
  });

  test('is PENDING for as long as the agent waits, and counts for the circuit breaker', async () => {
    const deployment = await deployWith({ kind: 'startFails', cause: 'agent-or-docker-timeout', ...build2 });
    aws.advanceSeconds(150);
    expect((await tasksOf(aws, deployment, 'RUNNING')).map(({ lastStatus }) => lastStatus)).toEqual([
      'PENDING',
      'PENDING',
    ]);
    aws.advanceSeconds(600);
    expect(await newestDeployment(aws)).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      deploymentCircuitBreaker: { status: 'TRIGGERED', threshold: 3 },
    });
  });

  test('on Fargate is an event of its service, too', async () => {
    await deployWith({ kind: 'startFails', cause: 'log-driver', ...build2 }, 'FARGATE');
    aws.advanceSeconds(40);
    expect(await timeline()).toContainEqual(
      expect.stringMatching(
        /was unable to place a task\. Reason: ResourceInitializationError: failed to validate/,
      ),
    );
  });
});

describe('a task that finds no place', () => {
  const noCpu = { kind: 'placementFails', cause: 'no-capacity-cpu', ...build2 } as const;

  test('does not exist, and only events tell of it, each once while the cause lasts', async () => {
    const deployment = await deployWith(noCpu);
    aws.advanceSeconds(3600);
    expect(await tasksOf(aws, deployment, 'RUNNING')).toEqual([]);
    expect(await tasksOf(aws, deployment, 'STOPPED')).toEqual([]);
    const events = await timeline();
    expect(events).toHaveLength(3);
    expect(events[0]).toMatch(
      /^\+2:0\d was unable to place a task because no container instance met all of its requirements\. The closest matching \(container-instance [0-9a-f-]{36}\) has insufficient CPU units available\. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide\.$/,
    );
    expect(await aws.service()).toMatchObject({
      runningCount: 2,
      deployments: [{ failedTasks: 0, pendingCount: 0, rolloutState: 'IN_PROGRESS' }, { runningCount: 2 }],
    });
  });

  test('is told again after six hours', async () => {
    await deployWith({ ...noCpu, cause: 'no-capacity-instances' });
    aws.advanceSeconds(5.9 * 3600);
    expect(await timeline()).toHaveLength(1);
    aws.advanceSeconds(0.5 * 3600);
    expect(await timeline()).toHaveLength(2);
  });

  test('is tried again, less and less often, and starts when there is a place', async () => {
    const deployment = await deployWith({ ...noCpu, times: 8 });
    // Two tasks at 0, 15, 45 and 105 s, and with success at 225 s.
    aws.advanceSeconds(220);
    expect(await tasksOf(aws, deployment, 'RUNNING')).toEqual([]);
    aws.advanceSeconds(15);
    expect(await tasksOf(aws, deployment, 'RUNNING')).toHaveLength(2);
    aws.advanceSeconds(200);
    expect(await newestDeployment(aws)).toMatchObject({ status: 'SUCCESSFUL' });
  });

  test('does not keep another from starting', async () => {
    const deployment = await deployWith({ ...noCpu, times: 1 });
    aws.advanceSeconds(10);
    expect(await tasksOf(aws, deployment, 'RUNNING')).toHaveLength(1);
    aws.advanceSeconds(20);
    expect(await tasksOf(aws, deployment, 'RUNNING')).toHaveLength(2);
  });
});

describe('a container’s own health check', () => {
  test('that fails three times in a row makes the task unhealthy, and ECS stops it', async () => {
    const deployment = await deployWith({ kind: 'containerUnhealthy', ...build2 });
    aws.advanceSeconds(90);
    const [task] = await stoppedTasks(aws, deployment);
    expect(task).toMatchObject({
      healthStatus: 'UNHEALTHY',
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed container health checks',
    });
    const ranSeconds = (task!.stoppingAt!.getTime() - task!.startedAt!.getTime()) / 1000;
    expect(ranSeconds).toBe(30);
    expect(await timeline()).toContainEqual(
      expect.stringMatching(/^\+\S+ \(task \d\) failed container health checks\.$/),
    );
    aws.advanceSeconds(600);
    expect((await newestDeployment(aws))?.status).toBe('ROLLBACK_SUCCESSFUL');
  });

  test('that fails within the start period does not count', async () => {
    aws.emulator.faults.add({ kind: 'containerUnhealthy' });
    const healthCheck = { command: ['CMD', 'true'], interval: 10, startPeriod: 60 };
    await aws.createService(await aws.register('1', [], { healthCheck }));
    aws.advanceSeconds(80);
    expect((await aws.service()).deployments![0]).toMatchObject({ failedTasks: 0, runningCount: 2 });
    aws.advanceSeconds(60);
    expect((await aws.service()).deployments![0]!.failedTasks).toBe(2);
  });
});

describe('something outside', () => {
  test.each<[string, Fault, TaskStopCode, string]>([
    [
      'a spot interruption',
      { kind: 'taskEnds', by: 'spot' },
      'SpotInterruption',
      'Your Spot Task was interrupted.',
    ],
    ['a person', { kind: 'taskEnds', by: 'person' }, 'UserInitiated', 'Task stopped by user'],
    [
      'a person with a reason',
      { kind: 'taskEnds', by: 'person', reason: 'not this one' },
      'UserInitiated',
      'not this one',
    ],
  ])(
    '%s ends one new task, which is replaced and counts for nothing',
    async (_what, fault, stopCode, stoppedReason) => {
      const deployment = await deployWith({ ...fault, ...build2, times: 1 } as Fault);
      aws.advanceSeconds(400);
      expect(await stoppedTasks(aws, deployment)).toMatchObject([{ stopCode, stoppedReason }]);
      expect(await newestDeployment(aws)).toMatchObject({
        status: 'SUCCESSFUL',
        deploymentCircuitBreaker: { failureCount: 0 },
      });
    },
  );

  test('ends a task that ran before the deployment', async () => {
    const deployment = await deployWith({
      kind: 'taskEnds',
      by: 'spot',
      whose: 'old',
      times: 1,
      afterSeconds: 5,
    });
    aws.advanceSeconds(400);
    expect(await stoppedTasks(aws, deployment)).toEqual([]);
    const { taskArns } = await aws.ecs.send(
      new ListTasksCommand({ cluster: 'test', serviceName: 'service1', desiredStatus: 'STOPPED' }),
    );
    const { tasks } = await aws.ecs.send(new DescribeTasksCommand({ cluster: 'test', tasks: taskArns }));
    const interrupted = tasks!.filter(({ stopCode }) => stopCode === 'SpotInterruption');
    const began = (await newestDeployment(aws))!.createdAt!.getTime();
    expect(interrupted.map(({ stoppingAt }) => stoppingAt!.getTime() - began)).toEqual([5000]);
    expect(await newestDeployment(aws)).toMatchObject({ status: 'SUCCESSFUL' });
  });

  test('stops the deployment', async () => {
    await deployWith({ kind: 'deploymentStopped', ...build2 });
    aws.advanceSeconds(15);
    expect((await newestDeployment(aws))?.status).toBe('IN_PROGRESS');
    aws.advanceSeconds(200);
    expect(await newestDeployment(aws)).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: expect.stringContaining('StopServiceDeployment') as string,
    });
  });

  test('changes the desired count while the deployment goes on', async () => {
    await deployWith({ kind: 'serviceScaled', desiredCount: 4, ...build2 });
    aws.advanceSeconds(15);
    expect((await aws.service()).desiredCount).toBe(2);
    aws.advanceSeconds(400);
    expect(await aws.service()).toMatchObject({ desiredCount: 4, runningCount: 4 });
    expect(await newestDeployment(aws)).toMatchObject({ status: 'SUCCESSFUL' });
    expect((await timeline()).join('\n')).not.toContain('desired');
  });
});

describe('bad luck that a deployment survives', () => {
  test.each<[string, Fault, number]>([
    ['one task that crashes', { kind: 'crashLoop', times: 1 }, 1],
    ['one task that does not start', { kind: 'startFails', cause: 'registry-unreachable', times: 1 }, 1],
    ['one task that fails its container’s health check', { kind: 'containerUnhealthy', times: 1 }, 1],
    ['one task that fails its load balancer’s health check', { kind: 'unhealthyTargets', times: 1 }, 1],
    [
      'one task that finds no place at once',
      { kind: 'placementFails', cause: 'no-capacity-memory', times: 1 },
      0,
    ],
  ])('%s', async (_what, fault, stopped) => {
    const deployment = await deployWith({ ...fault, ...build2 });
    aws.advanceSeconds(600);
    expect(await stoppedTasks(aws, deployment)).toHaveLength(stopped);
    expect(await newestDeployment(aws)).toMatchObject({ status: 'SUCCESSFUL' });
  });

  test('slow pulls and late answers', async () => {
    const deployment = await deployWith({
      kind: 'slowStart',
      pullSeconds: 60,
      unhealthySeconds: 15,
      ...build2,
    });
    aws.advanceSeconds(70);
    expect((await tasksOf(aws, deployment, 'RUNNING')).map(({ lastStatus }) => lastStatus)).toEqual([
      'PENDING',
      'PENDING',
    ]);
    aws.advanceSeconds(300);
    expect(await stoppedTasks(aws, deployment)).toEqual([]);
    expect(await newestDeployment(aws)).toMatchObject({ status: 'SUCCESSFUL' });
  });
});
