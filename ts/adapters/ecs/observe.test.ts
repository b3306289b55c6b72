import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { observe } from './observe.ts';
import { Refusal, scriptedEcs, type ScriptedEcs } from './scripted-ecs.ts';

const primary = {
  id: 'ecs-svc/1',
  status: 'PRIMARY',
  taskDefinition: 'td/service1:1',
  rolloutState: 'COMPLETED',
};
const active = {
  serviceName: 'service1',
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  deployments: [primary],
};

describe('observing services', () => {
  let ecs: ScriptedEcs;
  beforeAll(async () => {
    ecs = await scriptedEcs({});
  });
  afterAll(() => ecs.close());

  const observed = async (service: object) => {
    ecs.script = { DescribeServices: () => ({ services: [{ ...active, ...service }] }) };
    return (await observe(ecs.access, ['service1'])).get('service1');
  };

  it('reports what the primary deployment runs, with what AWS leaves out filled in', async () => {
    expect(await observed({})).toEqual({
      status: 'active',
      ecsService: 'service1',
      controller: 'ECS',
      strategy: 'ROLLING',
      desiredCount: 2,
      runningCount: 2,
      taskDefinition: 'td/service1:1',
      inProgress: null,
      loadBalancers: [],
      hooks: [],
    });
  });

  it('reports the target of a deployment under way, not what still runs beside it', async () => {
    const next = {
      id: 'ecs-svc/2',
      status: 'PRIMARY',
      taskDefinition: 'td/service1:2',
      rolloutState: 'IN_PROGRESS',
    };
    expect(await observed({ deployments: [next, { ...primary, status: 'ACTIVE' }] })).toMatchObject({
      taskDefinition: 'td/service1:2',
      inProgress: { deploymentId: 'ecs-svc/2', taskDefinition: 'td/service1:2' },
    });
  });

  it('reports the primary task set of a service of CodeDeploy', async () => {
    const codeDeploy = {
      deployments: [],
      deploymentController: { type: 'CODE_DEPLOY' },
      taskSets: [
        { status: 'ACTIVE', taskDefinition: 'td/service1:2' },
        { status: 'PRIMARY', taskDefinition: 'td/service1:1' },
      ],
    };
    expect(await observed(codeDeploy)).toMatchObject({
      controller: 'CODE_DEPLOY',
      taskDefinition: 'td/service1:1',
      inProgress: null,
    });
  });

  it('counts where there is no rollout state, behind a Classic Load Balancer', async () => {
    const counted = { ...primary, rolloutState: undefined, desiredCount: 2, runningCount: 1 };
    expect(await observed({ deployments: [counted] })).toMatchObject({
      inProgress: { deploymentId: 'ecs-svc/1' },
    });
    expect(await observed({ deployments: [{ ...counted, runningCount: 2 }] })).toMatchObject({
      inProgress: null,
    });
  });

  it.each(['DRAINING', 'INACTIVE'])('takes a service that is %s for missing and says so', async (status) => {
    expect(await observed({ status })).toEqual({
      status: 'missing',
      ecsService: 'service1',
      deleted: status,
    });
  });

  it('answers every name it was asked for', async () => {
    ecs.script = {
      DescribeServices: () => ({
        services: [active],
        failures: [{ arn: 'service/c/other', reason: 'MISSING' }],
      }),
    };
    const services = await observe(ecs.access, ['service1', 'other']);
    expect([...services.keys()]).toEqual(['service1', 'other']);
    expect(services.get('other')).toEqual({ status: 'missing', ecsService: 'other' });
  });

  it('does not take any other failure for a missing service', async () => {
    ecs.script = {
      DescribeServices: () => ({ failures: [{ arn: 'service/c/service1', reason: 'ACCESS' }] }),
    };
    await expect(observe(ecs.access, ['service1'])).rejects.toMatchObject({
      problems: [{ code: 'ecs-service-not-described', what: expect.stringContaining('ACCESS') }],
    });
  });

  it('names the cluster that is not there', async () => {
    ecs.script = {
      DescribeServices: () => {
        throw new Refusal('ClusterNotFoundException', 'Cluster not found.');
      },
    };
    await expect(observe(ecs.access, ['service1'])).rejects.toMatchObject({
      problems: [{ code: 'ecs-cluster-not-found', what: expect.stringContaining('appcluster-live') }],
    });
  });

  it.each<[string, string]>([
    ['ThrottlingException', 'Rate exceeded'],
    ['AccessDeniedException', 'no identity-based policy allows ecs:DescribeServices'],
  ])('leaves %s to the retry policy', async (name, message) => {
    ecs.script = {
      DescribeServices: () => {
        throw new Refusal(name, message);
      },
    };
    await expect(observe(ecs.access, ['service1'])).rejects.toMatchObject({ name, message });
  });
});
