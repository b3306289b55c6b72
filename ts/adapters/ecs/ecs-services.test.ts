import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DescribeTaskDefinitionCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { proveTasks } from '../../core/proof/prove-tasks.ts';
import type { ActiveService, DeploymentProgress } from '../../core/live/live.ts';
import type { Digest } from '../../core/release/release.ts';
import type { StartedDeployment } from '../../ports/services.ts';
import { imageOf, TestAws } from '../../rehearsal/aws/testing/aws.ts';
import { awsCalls } from '../aws/call.ts';
import { EcsServices } from './ecs-services.ts';

const rolling = { strategy: { type: 'rolling' }, promotion: '01KB0Z3N7V0000000000000000' } as const;

let aws: TestAws;
let services: EcsServices;
let digest: string;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  digest = await aws.push('service1', '3');
  services = anew();
});
afterEach(() => aws.close());

/** What a process that starts anew has: nothing remembered. */
function anew(cluster = 'test'): EcsServices {
  const clock = {
    now: () => aws.emulator.clock.now(),
    sleep: (milliseconds: number) => {
      aws.emulator.clock.advance(milliseconds);
      return Promise.resolve();
    },
  };
  return new EcsServices({
    ecs: aws.ecs,
    elb: aws.elb,
    codedeploy: aws.codedeploy,
    cluster,
    call: awsCalls({ clock }),
  });
}

const rollback = {
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
};
const breakerAlone = {
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
};
const change = (image: string, promotion = '01JDG0000000000000000000P1') => ({
  container: 'service1',
  image,
  releaseId: 'a'.repeat(64),
  service: 'service1',
  promotion,
});

async function registered(image = imageOf('service1', digest), promotion?: string): Promise<string> {
  const template = await services.newestForeignRevision('service1');
  return (await services.registerCopy(template!, change(image, promotion))).arn;
}

/** Looks every ten seconds. */
async function ended(started: StartedDeployment, seconds = 1800): Promise<DeploymentProgress> {
  for (let waited = 0; ; waited += 10) {
    const [seen] = await services.progress([started]);
    if (seen!.state !== 'inProgress' || waited > seconds) return seen!;
    aws.advanceSeconds(10);
  }
}

const callsTo = (operation: string, since = 0) =>
  aws.emulator.calls.filter((call) => call.sequence > since && call.operation === operation).length;
const now = () => aws.emulator.calls.length;
const live = async () => (await services.observe(['service1'])).get('service1') as ActiveService;

describe('a rolling deployment', () => {
  it('ends with every task on the digest that was asked for, its targets healthy', async () => {
    const targetGroupArn = await aws.targetGroup('service1');
    await aws.createService(await aws.register('1'), {
      loadBalancers: [{ targetGroupArn, containerName: 'service1', containerPort: 8080 }],
    });
    aws.advanceSeconds(300);
    const taskDefinition = await registered();
    const started = await services.deploy('service1', taskDefinition, { ended: 'adopt', ...rolling });
    expect(started).toMatchObject({ taskDefinition, adopted: false });
    expect(started.deploymentId).toContain(':service-deployment/test/service1/');
    expect(await live()).toMatchObject({ taskDefinition, inProgress: { taskDefinition } });

    expect(await ended(started)).toMatchObject({ state: 'succeeded', running: 2, pending: 0, desired: 2 });
    const tasks = (await services.runningTasks(['service1'])).get('service1')!;
    expect(tasks.map(({ containers }) => containers[0]?.imageDigest)).toEqual([digest, digest]);
    expect(await services.targets('service1')).toEqual({ healthy: 2, registered: 2 });
    expect(await live()).toMatchObject({ taskDefinition, inProgress: null, runningCount: 2 });
    const proof = proveTasks({
      service: 'service1',
      build: {
        build: 3,
        commit: null,
        subject: '',
        image: 'service1',
        tag: '3',
        digest: digest as Digest,
      },
      container: 'service1',
      taskDefinition,
      desiredCount: 2,
      tasks,
      healthyTargets: 2,
    });
    expect(proof.outcome).toBe('proven');
  });

  it('is begun once and registers once, however often it is asked for', async () => {
    await aws.createService(await aws.register('1'));
    aws.advanceSeconds(300);
    const first = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    services = anew();
    const second = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    expect(second).toEqual({ ...first, adopted: true });
    expect(await ended(second)).toMatchObject({ state: 'succeeded' });
    services = anew();
    const third = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    expect(third).toEqual({ ...first, adopted: true });
    expect(await ended(third)).toMatchObject({ state: 'succeeded' });
    expect(callsTo('UpdateService')).toBe(1);
    expect(callsTo('RegisterTaskDefinition')).toBe(2);
  });

  it('copies everything else of the template as it was', async () => {
    const template = await aws.register('1');
    const copy = await registered();
    const [a, b] = await Promise.all(
      [template, copy].map(async (taskDefinition) => {
        const answer = await aws.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
        const { containerDefinitions, ...others } = answer.taskDefinition!;
        const [{ image, ...container } = {}] = containerDefinitions ?? [];
        const { taskDefinitionArn, revision, registeredAt, ...content } = others;
        return {
          image,
          revision,
          content: { ...content, container },
          seen: [taskDefinitionArn, registeredAt],
        };
      }),
    );
    expect(b!.content).toEqual(a!.content);
    expect([a!.image, b!.image]).toEqual([imageOf('service1', '1'), imageOf('service1', digest)]);
  });

  it('is a success for a service with desired count 0, of which nothing can be compared', async () => {
    await aws.createService(await aws.register('1'), { desiredCount: 0 });
    aws.advanceSeconds(300);
    const started = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    expect(await ended(started)).toMatchObject({ state: 'succeeded', running: 0, desired: 0 });
    expect((await services.runningTasks(['service1'])).get('service1')).toEqual([]);
    expect(await services.targets('service1')).toBeNull();
  });

  it('takes the place of the first one, which was still under way', async () => {
    await aws.createService(await aws.register('1'));
    const first = await services.deploy('service1', (await live()).taskDefinition, {
      ended: 'adopt',
      ...rolling,
    });
    expect(first.adopted).toBe(true);
    const second = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    expect(await ended(first)).toMatchObject({ state: 'replaced' });
    expect(await ended(second)).toMatchObject({ state: 'succeeded' });
    expect(await ended(first)).toMatchObject({ state: 'replaced' });
  });

  it('that nobody replaced stays a success when it is looked at again', async () => {
    await aws.createService(await aws.register('1'));
    const first = await services.deploy('service1', (await live()).taskDefinition, {
      ended: 'adopt',
      ...rolling,
    });
    expect(await ended(first)).toMatchObject({ state: 'succeeded' });
    aws.advanceSeconds(3600);
    expect(await ended(first)).toMatchObject({ state: 'succeeded' });
  });
});

describe('a deployment beside which other tasks stop', () => {
  it('tells only of its own, also after it has recovered', async () => {
    await aws.createService(await aws.register('1'));
    aws.advanceSeconds(300);
    aws.emulator.faults.add({ kind: 'crashLoop', digest, exitCode: 3, times: 1 });
    const started = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    const end = await ended(started);
    expect(end).toMatchObject({ state: 'succeeded', stoppedTasks: [{ containers: [{ exitCode: 3 }] }] });
    expect(end.stoppedTasks).toHaveLength(1);
  });

  it('tells of none when nothing of its own stopped', async () => {
    await aws.createService(await aws.register('1'));
    aws.advanceSeconds(300);
    const since = now();
    const started = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    expect(await ended(started)).toMatchObject({ state: 'succeeded', stoppedTasks: [] });
    // Whether those that run are healthy is one request a look.
    expect(callsTo('DescribeTasks', since)).toBeLessThanOrEqual(callsTo('DescribeServices', since));
    expect(callsTo('ListServiceDeployments', since)).toBeLessThanOrEqual(2);
  });
});

describe('a run that is killed', () => {
  class Killed extends Error {}
  /** Its n-th request never leaves, or its answer never arrives. */
  function dyingAt(request: number, when: 'before' | 'after'): EcsServices {
    let requests = 0;
    return new EcsServices({
      ecs: aws.ecs,
      elb: aws.elb,
      codedeploy: aws.codedeploy,
      cluster: 'test',
      call: async (_, send) => {
        const dies = ++requests === request;
        if (dies && when === 'before') throw new Killed();
        const answer = await send({});
        if (dies) throw new Killed();
        return answer;
      },
    });
  }

  it.each(['before', 'after'] as const)(
    'at any request, %s it took effect, is finished by the next run with one revision and one deployment',
    async (when) => {
      let died = true;
      for (let request = 1; died; request++) {
        await aws.close();
        aws = await TestAws.start();
        await aws.layOut();
        await aws.push('service1', '3');
        await aws.createService(await aws.register('1'));
        aws.advanceSeconds(300);

        services = dyingAt(request, when);
        died = await registered()
          .then((taskDefinition) =>
            services.deploy('service1', taskDefinition, { ended: 'adopt', ...rolling }),
          )
          .then(
            () => false,
            (error: unknown) => error instanceof Killed,
          );
        services = anew();
        const started = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
        expect(await ended(started)).toMatchObject({ state: 'succeeded' });
        expect(started.taskDefinition).toMatch(/service1:2$/);
        expect([callsTo('RegisterTaskDefinition'), callsTo('UpdateService')]).toEqual([2, 1]);
        expect(request).toBeLessThan(30);
      }
    },
  );

  it('or loses the answer to UpdateService, does not begin a second deployment by asking again', async () => {
    await aws.createService(await aws.register('1'));
    aws.advanceSeconds(300);
    let dropped = false;
    aws.emulator.onCall(({ operation }, phase) => {
      if (operation !== 'UpdateService' || phase === 'before' || dropped) return undefined;
      dropped = true;
      return 'drop';
    });
    const started = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    expect(callsTo('UpdateService')).toBe(2);
    expect(await ended(started)).toMatchObject({ state: 'succeeded' });
    expect((await aws.service()).events?.filter(({ message }) => message?.includes('started'))).toHaveLength(
      2,
    );
  });
});

describe('a deployment that fails', () => {
  beforeEach(async () => {
    await aws.createService(await aws.register('1'), rollback);
    aws.advanceSeconds(300);
  });

  it('is rolled back by ECS, which is a failure, with the tasks that died of it and no others', async () => {
    const before = (await live()).taskDefinition;
    aws.emulator.faults.add({ kind: 'crashLoop', digest, exitCode: 137, reason: 'OutOfMemoryError' });
    const started = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    const end = await ended(started);
    expect(end.state).toBe('rolledBack');
    expect(end.reason).toContain('circuit breaker');
    expect(end.stoppedTasks.length).toBeGreaterThanOrEqual(3);
    for (const { containers, stopCode } of end.stoppedTasks) {
      expect(stopCode).toBe('EssentialContainerExited');
      expect(containers).toEqual([{ name: 'service1', exitCode: 137, reason: 'OutOfMemoryError' }]);
    }
    expect(await live()).toMatchObject({ taskDefinition: before, inProgress: null });
  });

  it('is not tried a second time, by this process or another, unless that is asked for', async () => {
    aws.emulator.faults.add({ kind: 'crashLoop', digest });
    const taskDefinition = await registered();
    const started = await services.deploy('service1', taskDefinition, { ended: 'adopt', ...rolling });
    await ended(started);
    for (const someone of [services, anew()]) {
      const adopted = await someone.deploy('service1', taskDefinition, { ended: 'adopt', ...rolling });
      expect(adopted).toEqual({ ...started, adopted: true });
      expect(await someone.progress([adopted])).toMatchObject([{ state: 'rolledBack' }]);
    }
    expect(callsTo('UpdateService')).toBe(1);

    aws.emulator.faults.clear();
    const again = await services.deploy('service1', taskDefinition, { ended: 'again', ...rolling });
    expect(again.adopted).toBe(false);
    expect(await ended(again)).toMatchObject({ state: 'succeeded' });
  });

  it('is a failure too when it is rolled back to the very definition it was of', async () => {
    const { taskDefinition } = await live();
    const fault = { kind: 'crashLoop', service: 'service1' } as const;
    const id = aws.emulator.faults.add(fault);
    const { service } = await aws.ecs.send(
      new UpdateServiceCommand({
        cluster: 'test',
        service: 'service1',
        taskDefinition,
        forceNewDeployment: true,
      }),
    );
    const started = await services.deploy('service1', taskDefinition, { ended: 'adopt', ...rolling });
    expect(started.adopted).toBe(true);
    let seen = (await services.progress([started]))[0]!;
    for (let waited = 0; seen.state === 'inProgress' && waited < 1800; waited += 10) {
      aws.advanceSeconds(10);
      seen = (await services.progress([started]))[0]!;
      // The old tasks do not crash: only what the new deployment starts does.
      if (seen.reason?.includes('circuit breaker')) aws.emulator.faults.remove(id);
    }
    expect(service?.deployments).toHaveLength(2);
    expect(seen.state).toBe('rolledBack');
    expect((await live()).taskDefinition).toBe(taskDefinition);
  });

  it('stays failed where the service has no rollback', async () => {
    await aws.ecs.send(new UpdateServiceCommand({ cluster: 'test', service: 'service1', ...breakerAlone }));
    aws.emulator.faults.add({ kind: 'imageMissing', digest });
    const taskDefinition = await registered();
    const started = await services.deploy('service1', taskDefinition, { ended: 'adopt', ...rolling });
    const end = await ended(started);
    expect(end).toMatchObject({ state: 'failed' });
    expect(end.stoppedTasks[0]?.stopCode).toBe('TaskFailedToStart');
    expect(end.stoppedTasks[0]?.stoppedReason).toContain('CannotPullContainerError');

    aws.emulator.faults.clear();
    expect(await services.deploy('service1', taskDefinition, { ended: 'adopt', ...rolling })).toMatchObject({
      adopted: true,
    });
    const again = await services.deploy('service1', taskDefinition, { ended: 'again', ...rolling });
    expect(again).toMatchObject({ adopted: false });
    expect(await ended(again)).toMatchObject({ state: 'succeeded' });
  });

  it('shows a task from the moment it is to stop, before ECS counts it as failed', async () => {
    aws.emulator.faults.add({ kind: 'imageMissing', digest });
    const started = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    const looks: DeploymentProgress[] = [];
    while (looks.at(-1)?.state !== 'rolledBack' && looks.length < 100) {
      looks.push(...(await services.progress([started])));
      aws.advanceSeconds(5);
    }
    const first = looks.find(({ stoppedTasks }) => stoppedTasks.length > 0)!;
    expect(first.state).toBe('inProgress');
    expect(first.failedTasks).toBe(0);
    expect(first.stoppedTasks[0]).toMatchObject({ stopCode: 'TaskFailedToStart', isOver: false });
    expect(looks.at(-1)?.stoppedTasks[0]).toMatchObject({ isOver: true });
  });
});

describe('the requests it takes', () => {
  const names = Array.from({ length: 25 }, (_, index) => `service${index + 1}`);
  beforeEach(async () => {
    const taskDefinition = await aws.register('1');
    for (const serviceName of names)
      await aws.createService(taskDefinition, { serviceName, desiredCount: 5 });
    aws.advanceSeconds(300);
  });

  it('are a handful for twenty-five services', async () => {
    const taskDefinition = await registered();
    let since = now();
    expect([...(await services.observe(names)).keys()]).toEqual(names);
    expect(now() - since).toBe(3);

    const started: StartedDeployment[] = [];
    for (const name of names)
      started.push(await services.deploy(name, taskDefinition, { ended: 'adopt', ...rolling }));
    since = now();
    expect(await services.progress(started)).toHaveLength(25);
    expect([callsTo('DescribeServices', since), callsTo('DescribeServiceDeployments', since)]).toEqual([
      3, 2,
    ]);
    expect(callsTo('ListTasks', since)).toBe(1);
    expect(now() - since).toBe(6);

    aws.advanceSeconds(600);
    expect((await services.progress(started)).map(({ state }) => state)).toEqual(
      names.map(() => 'succeeded'),
    );
    since = now();
    const tasks = await services.runningTasks(names);
    expect([...tasks.values()].map((of) => of.length)).toEqual(names.map(() => 5));
    expect([callsTo('ListTasks', since), callsTo('DescribeTasks', since)]).toEqual([25, 2]);
  });

  it('are the few for each deployment that another process needs to find it again', async () => {
    const taskDefinition = await registered();
    await services.deploy('service1', taskDefinition, { ended: 'adopt', ...rolling });
    const since = now();
    await anew().deploy('service1', taskDefinition, { ended: 'adopt', ...rolling });
    expect(now() - since).toBeLessThanOrEqual(3);
  });

  it('are sent again when AWS throttles', async () => {
    aws.emulator.faults.add({ kind: 'throttling', service: 'ecs', every: 2 });
    const started = await services.deploy('service1', await registered(), { ended: 'adopt', ...rolling });
    expect(await ended(started)).toMatchObject({ state: 'succeeded' });
    expect(aws.emulator.calls.filter(({ error }) => error !== undefined).length).toBeGreaterThan(5);
  });
});

describe('what is not there', () => {
  it('is named: cluster, service, task definition, container', async () => {
    await expect(anew('nowhere').observe(['service1'])).rejects.toMatchObject({
      problems: [{ code: 'ecs-cluster-not-found', what: expect.stringContaining('nowhere') }],
    });
    expect((await services.observe(['service9'])).get('service9')).toEqual({
      status: 'missing',
      ecsService: 'service9',
    });
    await expect(
      services.deploy('service9', 'service1:1', { ended: 'adopt', ...rolling }),
    ).rejects.toMatchObject({
      problems: [{ code: 'ecs-service-not-found', what: expect.stringContaining('service9') }],
    });
    await expect(services.taskDefinition('service1:99')).rejects.toMatchObject({
      problems: [{ code: 'ecs-task-definition-not-found', what: expect.stringContaining('service1:99') }],
    });
    const template = await services.taskDefinition(await aws.register('1'));
    await expect(services.registerCopy(template, { ...change('i'), container: 'web' })).rejects.toMatchObject(
      { problems: [{ code: 'ecs-container-not-in-definition' }] },
    );
    expect(await services.newestForeignRevision('service9')).toBeUndefined();
  });

  it('stays not there in a deployment: a definition that does not exist moves nothing', async () => {
    await aws.createService(await aws.register('1'));
    aws.advanceSeconds(300);
    await expect(
      services.deploy('service1', 'service1:99', { ended: 'adopt', ...rolling }),
    ).rejects.toMatchObject({
      problems: [{ code: 'ecs-task-definition-not-found' }],
    });
    await expect(
      services.deploy('service1', 'service1:99', { ended: 'again', ...rolling }),
    ).rejects.toMatchObject({
      problems: [{ category: 'infrastructure' }],
    });
  });
});
