import type { StartedDeployment } from '../../ports/services.ts';
import { EcsServices } from '../ecs/ecs-services.ts';
import { scriptedEcs, type ScriptedEcs } from '../ecs/scripted-ecs.ts';

const arn = 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service:2';
const deployments = Array.from({ length: 50 }, (_, index): StartedDeployment => {
  const ecsService = `service${index + 1}`;
  return { ecsService, taskDefinition: arn, deploymentId: `d-${index + 1}`, adopted: false };
});

let ecs: ScriptedEcs;
let status: string;
beforeEach(async () => {
  status = 'InProgress';
  ecs = await scriptedEcs({
    DescribeServices: ({ services }) => ({
      services: (services as string[]).map((serviceName) => ({
        serviceName,
        status: 'ACTIVE',
        deploymentController: { type: 'CODE_DEPLOY' },
        desiredCount: 1,
        events: [
          {
            createdAt: 2,
            message: `(service ${serviceName}) has started 1 tasks: (task ${'0'.repeat(32)}).`,
          },
        ],
        taskSets: [
          { id: 'ecs-svc/1', status: 'PRIMARY', computedDesiredCount: 1, runningCount: 1 },
          {
            id: `ecs-svc/2${serviceName}`,
            externalId: `d-${serviceName.slice(7)}`,
            status: 'ACTIVE',
            runningCount: 1,
          },
        ],
      })),
    }),
    BatchGetDeployments: ({ deploymentIds }) => ({
      deploymentsInfo: (deploymentIds as string[]).map((deploymentId) => ({
        deploymentId,
        status,
        creator: 'user',
        createTime: 1,
        revision: { appSpecContent: { content: `{"TaskDefinition":"${arn}"}` } },
      })),
    }),
    ListTasks: () => ({ taskArns: [] }),
    DescribeTasks: () => ({ tasks: [] }),
    BatchGetDeploymentTargets: ({ targetIds }) => ({
      deploymentTargets: (targetIds as string[]).map((targetId) => ({
        ecsTarget: { targetId, lifecycleEvents: [{ lifecycleEventName: 'Install', status: 'InProgress' }] },
      })),
    }),
  });
});
afterEach(() => ecs.close());

const counted = (operation: string): number =>
  ecs.calls.filter((call) => call.operation === operation).length;

test('a look at fifty deployments is ten requests', async () => {
  const seen = await new EcsServices(ecs.access).progress(deployments);
  expect(seen.map(({ deploymentId }) => deploymentId)).toEqual(
    deployments.map(({ deploymentId }) => deploymentId),
  );
  expect(ecs.calls).toHaveLength(10);
  expect(counted('DescribeServices')).toBe(5);
  expect(counted('BatchGetDeployments')).toBe(2);
  expect(counted('BatchGetDeploymentTargets')).toBe(1);
});

test('each deployment has its turn of being looked at more closely', async () => {
  const services = new EcsServices(ecs.access);
  const some = deployments.slice(0, 9);
  for (const known of [6, 9, 9]) {
    const seen = await services.progress(some);
    expect(seen.filter(({ stage }) => stage === 'Install')).toHaveLength(known);
  }
  const targets = ecs.calls.flatMap(({ input }) => (input['targetIds'] as string[] | undefined) ?? []);
  const names = some.map(({ ecsService }) => `appcluster-live:${ecsService}`);
  expect(targets).toEqual([...names, ...names]);
});

test.each(['Ready', 'SomethingNew'])('%s is no end', async (value) => {
  status = value;
  const [seen] = await new EcsServices(ecs.access).progress(deployments.slice(0, 1));
  expect(seen).toMatchObject({
    state: 'inProgress',
    pause: value === 'Ready' ? { stage: 'Ready', deadline: null } : null,
  });
});

test('deployments of ECS and of CodeDeploy are told of in the order asked for', async () => {
  const own = { ecsService: 'own', taskDefinition: arn, deploymentId: 'ecs-svc/7', adopted: true };
  const seen = await new EcsServices(ecs.access).progress([deployments[1]!, own, deployments[0]!]);
  expect(seen.map(({ ecsService }) => ecsService)).toEqual(['service2', 'own', 'service1']);
});
