import { ecsPictures } from './pictures.ts';
import { scriptedEcs, type ScriptedEcs } from './scripted-ecs.ts';

let ecs: ScriptedEcs;
afterEach(() => ecs.close());

test('a service is seen with its deployments, events and stopped tasks, and nothing is written', async () => {
  ecs = await scriptedEcs({
    DescribeServices: () => ({
      services: [
        {
          serviceName: 'service1',
          status: 'ACTIVE',
          deployments: [{ id: 'ecs-svc/2', status: 'PRIMARY', rolloutState: 'IN_PROGRESS', createdAt: 100 }],
          events: [{ createdAt: 101, message: 'an event' }],
        },
      ],
    }),
    ListTasks: () => ({ taskArns: ['task/1'] }),
    DescribeTasks: () => ({
      tasks: [
        {
          taskArn: 'task/1',
          startedBy: 'ecs-svc/2',
          stoppedAt: 102,
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          containers: [{ name: 'app', exitCode: 1 }],
        },
      ],
    }),
  });
  expect(await ecsPictures(ecs.access).of(['service1'])).toEqual([
    {
      service: 'service1',
      deployments: [
        { id: 'ecs-svc/2', primary: true, rolloutState: 'IN_PROGRESS', reason: null, createdAt: 100_000 },
      ],
      events: [{ at: 101_000, message: 'an event' }],
      stoppedTasks: [
        {
          startedBy: 'ecs-svc/2',
          stoppedAt: 102_000,
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          containers: [{ exitCode: 1, reason: null }],
        },
      ],
      targets: [],
    },
  ]);
  expect(ecs.calls.map(({ operation }) => operation)).toEqual([
    'DescribeServices',
    'ListTasks',
    'DescribeTasks',
  ]);
  expect(ecs.calls[1]?.input).toMatchObject({ serviceName: 'service1', desiredStatus: 'STOPPED' });
});

test('a service that does not exist is said to be missing', async () => {
  ecs = await scriptedEcs({
    DescribeServices: () => ({ services: [], failures: [{ arn: 'x/service1', reason: 'MISSING' }] }),
  });
  await expect(ecsPictures(ecs.access).of(['service1'])).rejects.toThrow('ecs-service-not-found');
});
