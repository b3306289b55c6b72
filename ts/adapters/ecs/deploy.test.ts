import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StartedDeployment } from '../../ports/services.ts';
import { EcsServices } from './ecs-services.ts';
import { Refusal, scriptedEcs, type ScriptedEcs } from './scripted-ecs.ts';

const scope = 'arn:aws:ecs:ap-southeast-2:123456789012';
const td = (revision: number) => `${scope}:task-definition/service1:${revision}`;
const sd = (id: string) => `${scope}:service-deployment/appcluster-live/service1/${id}`;
const rev = (id: string) => `${scope}:service-revision/appcluster-live/service1/${id}`;
const t0 = Date.UTC(2026, 9, 5) / 1000;
const rolling = { strategy: { type: 'rolling' }, promotion: '01KB0Z3N7V0000000000000000' } as const;

interface Entry {
  id: string;
  status: string;
  taskDefinition: string;
  rolloutState?: string;
  createdAt: number;
  runningCount?: number;
  pendingCount?: number;
  desiredCount?: number;
  failedTasks?: number;
}
interface Sd {
  serviceDeploymentArn: string;
  targetServiceRevisionArn: string;
  createdAt: number;
  status: string;
  statusReason?: string;
  deploymentCircuitBreaker?: object;
}

/** One service as ECS shows it; a test moves it by hand. */
class Service1 {
  entries: Entry[] = [];
  serviceDeployments: Sd[] = [];
  revisionTargets: Record<string, string> = {};
  status = 'ACTIVE';
  controller = 'ECS';
  /** Whether ListServiceDeployments shows what UpdateService has just started. */
  late = false;
  stopped: { taskArn: string; startedBy: string; stoppedAt: number; lastStatus?: string }[] = [];

  /** A deployment, after which it is the primary one. */
  began(id: string, taskDefinition: string, at: number): void {
    for (const entry of this.entries) entry.status = 'ACTIVE';
    this.entries.unshift({
      id: `ecs-svc/${id}`,
      status: 'PRIMARY',
      taskDefinition,
      rolloutState: 'IN_PROGRESS',
      createdAt: t0 + at,
      runningCount: 0,
      pendingCount: 2,
      desiredCount: 2,
    });
    this.revisionTargets[rev(id)] = taskDefinition;
    this.serviceDeployments.push({
      serviceDeploymentArn: sd(id),
      targetServiceRevisionArn: rev(id),
      createdAt: t0 + at + 1,
      status: 'IN_PROGRESS',
    });
  }

  finished(id: string): void {
    this.entries = this.entries.filter((entry) => entry.id === `ecs-svc/${id}`);
    Object.assign(this.entries[0]!, {
      rolloutState: 'COMPLETED',
      runningCount: 2,
      pendingCount: 0,
    });
    this.sd(id).status = 'SUCCESSFUL';
  }

  sd(id: string): Sd {
    return this.serviceDeployments.find(({ serviceDeploymentArn }) => serviceDeploymentArn === sd(id))!;
  }

  script(): ScriptedEcs['script'] {
    const answer = () => ({
      serviceName: 'service1',
      status: this.status,
      deploymentController: { type: this.controller },
      desiredCount: 2,
      deployments: this.entries,
    });
    return {
      DescribeServices: () => ({ services: [answer()] }),
      UpdateService: ({ taskDefinition, forceNewDeployment }) => {
        const primary = this.entries.find(({ status }) => status === 'PRIMARY');
        if (primary?.taskDefinition !== taskDefinition || forceNewDeployment === true) {
          this.began(String(900 + this.serviceDeployments.length), String(taskDefinition), 1000);
        }
        return { service: answer() };
      },
      ListServiceDeployments: ({ createdAt }) => {
        const after = (createdAt as { after?: number } | undefined)?.after ?? 0;
        const seen = this.late ? this.serviceDeployments.slice(0, -1) : this.serviceDeployments;
        return { serviceDeployments: seen.filter((deployment) => deployment.createdAt > after) };
      },
      DescribeServiceDeployments: ({ serviceDeploymentArns }) => ({
        serviceDeployments: this.serviceDeployments
          .filter((deployment) =>
            (serviceDeploymentArns as string[]).includes(deployment.serviceDeploymentArn),
          )
          .map(({ targetServiceRevisionArn, ...deployment }) => ({
            ...deployment,
            targetServiceRevision: { arn: targetServiceRevisionArn, requestedTaskCount: 2 },
          })),
      }),
      DescribeServiceRevisions: ({ serviceRevisionArns }) => ({
        serviceRevisions: (serviceRevisionArns as string[]).map((serviceRevisionArn) => ({
          serviceRevisionArn,
          taskDefinition: this.revisionTargets[serviceRevisionArn],
        })),
      }),
      DescribeTaskDefinition: ({ taskDefinition }) => ({
        taskDefinition: { taskDefinitionArn: taskDefinition, registeredAt: t0 + 50, family: 'service1' },
      }),
      ListTasks: ({ startedBy }) => ({
        taskArns: this.stopped.filter((task) => task.startedBy === startedBy).map(({ taskArn }) => taskArn),
      }),
      DescribeTasks: ({ tasks }) => ({
        tasks: this.stopped
          .filter(({ taskArn }) => (tasks as string[]).includes(taskArn))
          .map((task) => ({ lastStatus: 'STOPPED', ...task })),
      }),
    };
  }
}

let ecs: ScriptedEcs;
let service: Service1;
let services: EcsServices;
beforeEach(async () => {
  service = new Service1();
  service.began('1', td(1), 0);
  service.finished('1');
  ecs = await scriptedEcs(service.script());
  services = new EcsServices(ecs.access);
});
afterEach(() => ecs.close());

const operations = () => ecs.calls.map(({ operation }) => operation);
const updates = () => operations().filter((operation) => operation === 'UpdateService').length;
const adopt = { ended: 'adopt', ...rolling } as const;
const again = { ended: 'again', ...rolling } as const;
const look = async (deployment: StartedDeployment) => (await services.progress([deployment]))[0]!;

describe('deploying', () => {
  it('moves the service and answers the service deployment to follow', async () => {
    const started = await services.deploy('service1', td(2), adopt);
    expect(started).toEqual({
      ecsService: 'service1',
      taskDefinition: td(2),
      deploymentId: sd('901'),
      adopted: false,
    });
    expect(ecs.calls.find(({ operation }) => operation === 'UpdateService')?.input).toEqual({
      cluster: 'appcluster-live',
      service: 'service1',
      taskDefinition: td(2),
    });
  });

  it.each([adopt, again])('adopts what is under way and what has arrived (%j)', async (options) => {
    service.began('2', td(2), 100);
    expect(await services.deploy('service1', td(2), options)).toMatchObject({
      deploymentId: sd('2'),
      adopted: true,
    });
    service.finished('2');
    expect(await services.deploy('service1', 'service1:2', options)).toMatchObject({
      deploymentId: sd('2'),
      taskDefinition: td(2),
      adopted: true,
    });
    expect(updates()).toBe(0);
  });

  it('follows the entry while the service deployment is not visible, and the service deployment from then on', async () => {
    service.late = true;
    const started = await services.deploy('service1', td(2), adopt);
    expect(started.deploymentId).toBe('ecs-svc/901');
    expect(await look(started)).toMatchObject({ deploymentId: 'ecs-svc/901', state: 'inProgress' });
    service.late = false;
    service.finished('901');
    service.sd('901').status = 'PENDING';
    expect(await look(started)).toMatchObject({ deploymentId: 'ecs-svc/901', state: 'inProgress' });
    service.sd('901').status = 'SUCCESSFUL';
    expect(await look(started)).toMatchObject({ state: 'succeeded' });
  });

  it('finds the service deployment by its task definition where the revision has a number of its own', async () => {
    service.began('2', td(2), 100);
    service.sd('2').targetServiceRevisionArn = rev('777');
    service.revisionTargets[rev('777')] = td(2);
    expect(await services.deploy('service1', td(2), adopt)).toMatchObject({ deploymentId: sd('2') });
  });

  it.each([
    ['that still drains', true],
    ['from the history', false],
  ])('adopts one that was rolled back, %s, so that it is not tried twice', async (_, drains) => {
    service.began('2', td(2), 100);
    service.sd('2').status = 'ROLLBACK_SUCCESSFUL';
    service.entries.reverse();
    Object.assign(service.entries[0]!, { status: 'PRIMARY', rolloutState: 'COMPLETED' });
    Object.assign(service.entries[1]!, { status: 'ACTIVE', rolloutState: 'FAILED' });
    if (!drains) service.entries.pop();
    const adopted = await services.deploy('service1', td(2), adopt);
    expect(adopted).toMatchObject({ deploymentId: sd('2'), adopted: true });
    expect(updates()).toBe(0);
    expect(await look(adopted)).toMatchObject({ state: 'rolledBack' });

    expect(await services.deploy('service1', td(2), again)).toMatchObject({ adopted: false });
    expect(updates()).toBe(1);
  });

  it('does not look into the history for a definition that it registered itself', async () => {
    ecs.script = {
      ...ecs.script,
      ListTaskDefinitions: () => ({ taskDefinitionArns: [] }),
      RegisterTaskDefinition: () => ({ taskDefinition: { taskDefinitionArn: td(2), revision: 2 } }),
    };
    const template = {
      arn: td(1),
      family: 'service1',
      revision: 1,
      containers: [],
      definition: { family: 'service1', containerDefinitions: [{ name: 'web' }] },
    };
    const change = { container: 'web', image: 'i', releaseId: 'r', service: 's', promotion: 'p' };
    const { arn } = await services.registerCopy(template, change);
    await services.deploy('service1', arn, adopt);
    const before = operations().slice(0, operations().indexOf('UpdateService'));
    expect(before).not.toContain('ListServiceDeployments');
  });

  it('forces a new deployment only where the service is on that definition and failed', async () => {
    Object.assign(service.entries[0]!, { rolloutState: 'FAILED' });
    expect(await services.deploy('service1', td(1), adopt)).toMatchObject({ adopted: true });
    expect(await services.deploy('service1', td(1), again)).toMatchObject({ adopted: false });
    expect(ecs.calls.find(({ operation }) => operation === 'UpdateService')?.input).toMatchObject({
      forceNewDeployment: true,
    });
  });

  it('takes a history that ECS does not keep for an empty one', async () => {
    ecs.script = {
      ...ecs.script,
      ListServiceDeployments: () => {
        throw new Refusal('InvalidParameterException', 'createdAt is too far in the past');
      },
    };
    expect(await services.deploy('service1', td(1), adopt)).toMatchObject({ deploymentId: 'ecs-svc/1' });
  });

  it('says so when too many deployments are under way', async () => {
    ecs.script = {
      ...ecs.script,
      UpdateService: () => {
        throw new Refusal(
          'InvalidParameterException',
          'The service has reached the maximum number of 5 active deployments.',
        );
      },
    };
    await expect(services.deploy('service1', td(2), adopt)).rejects.toMatchObject({
      problems: [{ code: 'ecs-too-many-deployments', what: expect.stringContaining('service1') }],
    });
  });

  it.each(['CODE_DEPLOY', 'EXTERNAL'])('refuses a service of the %s controller', async (controller) => {
    service.controller = controller;
    await expect(services.deploy('service1', td(2), adopt)).rejects.toMatchObject({
      problems: [{ code: 'ecs-controller-not-supported', category: 'configuration' }],
    });
    expect(updates()).toBe(0);
  });

  it('refuses a service that is being deleted', async () => {
    service.status = 'DRAINING';
    await expect(services.deploy('service1', td(2), adopt)).rejects.toMatchObject({
      problems: [{ code: 'ecs-service-not-found', what: expect.stringContaining('DRAINING') }],
    });
  });

  it('does not follow another deployment when ECS answers with one', async () => {
    ecs.script = { ...ecs.script, UpdateService: () => ecs.script['DescribeServices']!({}) };
    await expect(services.deploy('service1', td(2), adopt)).rejects.toMatchObject({
      problems: [{ code: 'ecs-answer-incomplete' }],
    });
  });
});

describe('progress', () => {
  const start = () => services.deploy('service1', td(2), adopt);

  it('gives counts and the reason in the words of ECS', async () => {
    const started = await start();
    Object.assign(service.entries[0]!, { runningCount: 1, pendingCount: 1 });
    service.sd('901').statusReason = 'it goes on';
    expect(await look(started)).toEqual({
      ecsService: 'service1',
      deploymentId: sd('901'),
      state: 'inProgress',
      status: 'IN_PROGRESS',
      running: 1,
      pending: 1,
      desired: 2,
      failedTasks: 0,
      reason: 'it goes on',
      stoppedTasks: [],
      unhealthyTasks: [],
      stage: null,
      productionPercent: null,
      pause: null,
      alarms: [],
      failedHooks: [],
      events: [],
      targetRevision: rev('901'),
    });
  });

  it('gives no reason while a deployment merely goes on, and the reason of one that failed', async () => {
    const started = await start();
    Object.assign(service.entries[0]!, {
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: 'ECS deployment in progress.',
    });
    expect((await look(started)).reason).toBeNull();
    Object.assign(service.entries[0]!, {
      rolloutState: 'FAILED',
      rolloutStateReason: 'tasks failed to start.',
    });
    expect((await look(started)).reason).toBe('tasks failed to start.');
  });

  it('does not take an unknown status for an end', async () => {
    const started = await start();
    service.finished('901');
    service.sd('901').status = 'SUCCESSFUL_SOMEHOW';
    expect(await look(started)).toMatchObject({ state: 'inProgress' });
  });

  it('is no success while tasks of another deployment still run', async () => {
    const started = await start();
    const old = { ...service.entries[1]! };
    service.finished('901');
    service.entries.push({ ...old, runningCount: 1 });
    expect(await look(started)).toMatchObject({ state: 'inProgress' });
  });

  it('calls a rollback to the very same definition a rollback', async () => {
    service.began('2', td(1), 100);
    const adopted = await services.deploy('service1', td(1), adopt);
    service.finished('2');
    service.sd('2').status = 'ROLLBACK_SUCCESSFUL';
    expect(await look(adopted)).toMatchObject({ state: 'rolledBack' });
  });

  it('says that another deployment took its place', async () => {
    const started = await start();
    service.began('3', td(3), 2000);
    service.sd('901').status = 'STOPPED';
    expect(await look(started)).toMatchObject({ state: 'replaced' });
  });

  it('fails when the service is deleted meanwhile', async () => {
    const started = await start();
    service.status = 'DRAINING';
    expect(await look(started)).toMatchObject({ state: 'failed', reason: 'service DRAINING' });
  });

  it('tells of its own stopped tasks alone, and describes each until it is over', async () => {
    const started = await start();
    service.stopped = [
      { taskArn: 'task/2', startedBy: 'ecs-svc/901', stoppedAt: t0 + 20 },
      { taskArn: 'task/1', startedBy: 'ecs-svc/901', stoppedAt: t0 + 10 },
      { taskArn: 'task/3', startedBy: 'ecs-svc/901', stoppedAt: t0 + 30, lastStatus: 'DEPROVISIONING' },
      { taskArn: 'task/0', startedBy: 'ecs-svc/1', stoppedAt: t0 + 15 },
    ];
    const names = ['task/1', 'task/2', 'task/3'];
    expect((await look(started)).stoppedTasks.map(({ taskArn }) => taskArn)).toEqual(names);
    await look(started);
    const described = ecs.calls.filter(({ operation }) => operation === 'DescribeTasks');
    expect(described.map(({ input }) => input['tasks'])).toEqual([
      ['task/2', 'task/1', 'task/3'],
      ['task/3'],
    ]);
    service.stopped = [];
    expect((await look(started)).stoppedTasks).toHaveLength(3);
  });

  it.each(['901', '777'])(
    'knows a deployment of another process by a revision numbered %s',
    async (number) => {
      const started = await start();
      service.sd('901').targetServiceRevisionArn = rev(number);
      service.revisionTargets[rev(number)] = td(2);
      service.stopped = [{ taskArn: 'task/1', startedBy: 'ecs-svc/901', stoppedAt: t0 }];
      service.entries[0]!.failedTasks = 1;
      const [seen] = await new EcsServices(ecs.access).progress([started]);
      expect(seen).toMatchObject({ failedTasks: 1, stoppedTasks: [{ taskArn: 'task/1' }] });
      service.finished('901');
      const [finished] = await new EcsServices(ecs.access).progress([started]);
      expect(finished).toMatchObject({ state: 'succeeded', running: 2 });
    },
  );
});
