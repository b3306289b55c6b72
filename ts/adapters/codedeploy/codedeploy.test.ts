import {
  CreateDeploymentCommand,
  ListDeploymentsCommand,
  type CreateDeploymentGroupCommandInput,
  type DeploymentInfo,
} from '@aws-sdk/client-codedeploy';
import { DescribeTasksCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import { ProblemError } from '../../core/errors/problem.ts';
import type { DeploymentProgress } from '../../core/live/live.ts';
import type { DeployOptions, StartedDeployment } from '../../ports/services.ts';
import { TestAws } from '../../rehearsal/aws/testing/aws.ts';
import { CodeDeployed } from '../../rehearsal/aws/testing/code-deploy.ts';
import { EcsServices } from '../ecs/ecs-services.ts';
import type { CodeDeployAccess } from './access.ts';

const strategy = {
  type: 'codeDeploy',
  application: 'shop',
  deploymentGroup: 'live',
  pause: false,
  hooks: {},
} as const;
const adopt: DeployOptions = { ended: 'adopt', strategy, promotion: '01KB0Z3N7V0000000000000000' };
const again: DeployOptions = { ...adopt, ended: 'again' };

let aws: TestAws;
let shop: CodeDeployed;
let one: string;
let two: string;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  shop = new CodeDeployed(aws);
});
afterEach(() => aws.close());

async function layOut(group: Partial<CreateDeploymentGroupCommandInput> = {}): Promise<void> {
  await shop.layOut(group);
  one = (await aws.service()).taskDefinition!;
  two = await aws.register('2');
}

/** What a process that starts anew has: nothing remembered. */
function anew(call: CodeDeployAccess['call'] = (_, send) => send({})): EcsServices {
  return new EcsServices({ ecs: aws.ecs, elb: aws.elb, codedeploy: aws.codedeploy, cluster: 'test', call });
}

const deploy = (to: string, options = adopt): Promise<StartedDeployment> =>
  anew().deploy('service1', to, options);

async function look(deployment: StartedDeployment, services = anew()): Promise<DeploymentProgress> {
  const [seen] = await services.progress([deployment]);
  return seen!;
}

/** Looks on until it is no longer in progress. */
async function ended(deployment: StartedDeployment): Promise<DeploymentProgress> {
  const services = anew();
  for (let looks = 0; looks < 600; looks++) {
    const seen = await look(deployment, services);
    if (seen.state !== 'inProgress') return seen;
    aws.advanceSeconds(10);
  }
  throw new Error('it does not end');
}

/** Of people, not of CodeDeploy's rollbacks; oldest first. */
async function deploymentsOfPeople(): Promise<DeploymentInfo[]> {
  const { deployments = [] } = await aws.codedeploy.send(new ListDeploymentsCommand({}));
  const infos = await Promise.all(deployments.toReversed().map((id) => shop.deployment(id)));
  return infos.filter(({ creator }) => creator === 'user');
}

async function definitionsRunning(): Promise<string[]> {
  const { taskArns: tasks = [] } = await aws.ecs.send(new ListTasksCommand({ cluster: 'test' }));
  const found = await aws.ecs.send(new DescribeTasksCommand({ cluster: 'test', tasks }));
  return [...new Set((found.tasks ?? []).map(({ taskDefinitionArn }) => taskDefinitionArn!))];
}

const readyFor = (minutes: number): Partial<CreateDeploymentGroupCommandInput> => ({
  blueGreenDeploymentConfiguration: {
    deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: minutes },
  },
});
const keepingFor = (minutes: number): Partial<CreateDeploymentGroupCommandInput> => ({
  blueGreenDeploymentConfiguration: {
    terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: minutes },
  },
});
const rollingBack: Partial<CreateDeploymentGroupCommandInput> = {
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
};

describe('a deployment', () => {
  it('runs the hooks of the configuration', async () => {
    await layOut();
    const hooks = { AfterAllowTestTraffic: 'validate-service1' };
    await deploy(two, { ...adopt, strategy: { ...strategy, hooks } });
    const { input } = aws.emulator.calls.findLast(({ operation }) => operation === 'CreateDeployment')!;
    expect(JSON.stringify(input)).toContain('validate-service1');
  });

  it('changes nothing of the service but its task definition, and says whose it is', async () => {
    await layOut();
    const started = await deploy(two, {
      ...adopt,
      strategy: { ...strategy, configuration: 'CodeDeployDefault.ECSCanary10Percent5Minutes' },
    });
    expect(started).toEqual({
      ecsService: 'service1',
      taskDefinition: two,
      deploymentId: expect.stringMatching(/^d-/),
      adopted: false,
    });
    const { revision, description, deploymentConfigName } = await shop.deployment(started.deploymentId);
    expect(deploymentConfigName).toBe('CodeDeployDefault.ECSCanary10Percent5Minutes');
    expect(description).toBe('ecs-promote: promotion 01KB0Z3N7V0000000000000000');
    expect(revision).toMatchObject({
      revisionType: 'AppSpecContent',
      appSpecContent: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(JSON.parse(revision!.appSpecContent!.content!)).toEqual({
      version: 0,
      Resources: [
        {
          TargetService: {
            Type: 'AWS::ECS::Service',
            Properties: {
              TaskDefinition: two,
              LoadBalancerInfo: { ContainerName: 'service1', ContainerPort: 8080 },
              PlatformVersion: '1.4.0',
              NetworkConfiguration: {
                AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] },
              },
            },
          },
        },
      ],
    });
  });

  it('is followed through its events to the end of the original task set', async () => {
    await layOut(keepingFor(5));
    const started = await deploy(two);
    const seen: string[] = [];
    const services = anew();
    for (;;) {
      const { state, stage, productionPercent, running, desired } = await look(started, services);
      const line = `${state} ${stage ?? '-'} ${productionPercent ?? '-'} % ${running} of ${desired}`;
      if (seen.at(-1) !== line) seen.push(line);
      if (state !== 'inProgress') break;
      aws.advanceSeconds(5);
    }
    expect(seen).toEqual([
      'inProgress - - % 0 of 2',
      'inProgress Install 0 % 0 of 2',
      'inProgress Install 0 % 1 of 2',
      'inProgress Install 0 % 2 of 2',
      'inProgress AfterAllowTestTraffic 0 % 2 of 2',
      'inProgress TERMINATION_WAIT 100 % 2 of 2',
      // It has succeeded, and tasks of the original still run.
      'inProgress - - % 2 of 2',
      'succeeded - - % 2 of 2',
    ]);
    expect(await definitionsRunning()).toEqual([two]);
  });

  it('names the tasks that stopped, and not those of the original', async () => {
    await layOut({ deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes' });
    aws.emulator.faults.add({ kind: 'crashLoop', tag: '2' });
    const started = await deploy(two);
    const services = anew();
    let seen = await look(started, services);
    for (let looks = 0; looks < 12 && seen.stoppedTasks.length === 0; looks++) {
      aws.advanceSeconds(5);
      seen = await look(started, services);
    }
    expect(seen).toMatchObject({ state: 'inProgress', failedTasks: seen.stoppedTasks.length });
    expect(seen.stoppedTasks[0]).toMatchObject({ stopCode: 'EssentialContainerExited' });
    expect(seen.events.length).toBeGreaterThan(0);
  });

  it('that an alarm stopped is rolled back, never a success', async () => {
    await layOut({
      ...rollingBack,
      deploymentConfigName: 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes',
      alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }, { name: 'quiet' }] },
    });
    const started = await deploy(two);
    aws.advanceSeconds(120);
    aws.emulator.faults.add({ kind: 'alarm', alarmName: 'errors' });
    expect(await ended(started)).toMatchObject({
      state: 'rolledBack',
      alarms: ['errors'],
      reason: expect.stringContaining('(ALARM_ACTIVE)'),
    });
  });
});

describe('a process that starts anew', () => {
  it.each([
    ['just created', 0],
    ['being installed', 30],
    ['waiting for the end of the original', 200],
    ['long succeeded', 1200],
  ])('goes on with a deployment that is %s', async (_, seconds) => {
    await layOut(keepingFor(10));
    const { deploymentId } = await deploy(two);
    aws.advanceSeconds(seconds);
    expect(await deploy(two)).toEqual({
      ecsService: 'service1',
      taskDefinition: two,
      deploymentId,
      adopted: true,
    });
    expect(await deploymentsOfPeople()).toHaveLength(1);
  });

  it('reports a deployment that failed and is gone, and tries it once more when told to', async () => {
    await layOut(rollingBack);
    aws.emulator.faults.add({ kind: 'codeDeployHook' });
    const failing = await shop.deploy(two, { appSpec: { hooks: { AfterInstall: 'validate' } } });
    await shop.until(failing, 'Failed');
    aws.advanceSeconds(600);
    const adopted = await deploy(two);
    expect(adopted).toMatchObject({ deploymentId: failing, adopted: true });
    expect(await ended(adopted)).toMatchObject({
      state: 'rolledBack',
      reason: expect.stringContaining('(HOOK_EXECUTION_FAILURE)'),
      failedHooks: ['AfterInstall Failed'],
    });
    expect(await deploy(two, again)).toMatchObject({ adopted: false });
  });

  class Killed extends Error {}
  /** Its n-th request never leaves, or its answer never arrives. */
  function dyingAt(request: number, when: 'before' | 'after'): EcsServices {
    let requests = 0;
    return anew(async (_, send) => {
      const dies = ++requests === request;
      if (dies && when === 'before') throw new Killed();
      const answer = await send({});
      if (dies) throw new Killed();
      return answer;
    });
  }

  it.each(['before', 'after'] as const)(
    'finishes what one began that was killed %s any request',
    async (when) => {
      await layOut();
      let kills = 0;
      for (let request = 1; ; request++) {
        const before = (await deploymentsOfPeople()).length;
        const to = await aws.register(request % 2 === 0 ? '1' : '2');
        const dying = dyingAt(request, when);
        const died = await dying.deploy('service1', to, adopt).then(
          () => false,
          (error: unknown) => error instanceof Killed,
        );
        expect(await ended(await deploy(to))).toMatchObject({ state: 'succeeded' });
        expect(await deploymentsOfPeople()).toHaveLength(before + 1);
        if (!died) break;
        kills += 1;
      }
      // DescribeServices, ListDeployments, DescribeTaskDefinition, ListDeployments, CreateDeployment.
      expect(kills).toBe(5);
    },
  );

  it('finds its own deployment when the answer was lost and the request sent again', async () => {
    await layOut();
    const services = anew(async (operation, send) => {
      const answer = await send({});
      return operation === 'codedeploy:CreateDeployment' ? await send({}) : answer;
    });
    expect(await services.deploy('service1', two, adopt)).toMatchObject({ adopted: true });
    expect(await deploymentsOfPeople()).toHaveLength(1);
  });
});

describe('waiting at ready', () => {
  async function waiting(minutes = 60): Promise<StartedDeployment> {
    await layOut({ ...rollingBack, ...readyFor(minutes) });
    const started = await deploy(two);
    await shop.until(started.deploymentId, 'Ready');
    return started;
  }
  const pauseOf = async (started: StartedDeployment) => (await look(started)).pause!;

  it('is a pause whose deadline is the same for whoever looks', async () => {
    const started = await waiting();
    const became = aws.emulator.clock.now();
    const pause = await pauseOf(started);
    expect(pause).toEqual({ stage: 'Ready', hookId: null, deadline: expect.any(Number) });
    expect(Math.abs(pause.deadline! - became - 3_600_000)).toBeLessThan(2_000);
    aws.advanceSeconds(600);
    expect(await pauseOf(started)).toEqual(pause);
  });

  it.each([
    ['continue', 'succeeded', 'green 100'],
    ['rollback', 'rolledBack', 'blue 100'],
  ] as const)('%s ends as %s, also when it is said twice', async (answer, state, shares) => {
    const started = await waiting();
    const pause = await pauseOf(started);
    await anew().answer(started, pause, answer);
    await anew().answer(started, pause, answer);
    expect(await ended(started)).toMatchObject({ state });
    await anew().answer(started, pause, answer);
    expect(await shop.shares(shop.productionListener)).toBe(shares);
    const wanted = answer === 'continue' ? two : one;
    expect(await ended(await deploy(wanted, again))).toMatchObject({ state: 'succeeded' });
    expect(await definitionsRunning()).toEqual([wanted]);
  });

  it('fails when nobody answers, and going back clears what it left', async () => {
    const started = await waiting(30);
    expect(await ended(started)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('waiting for a notification to continue'),
    });
    const back = await deploy(one, again);
    expect(back).toMatchObject({ adopted: false });
    await shop.until(back.deploymentId, 'Ready');
    await anew().answer(back, await pauseOf(back), 'continue');
    expect(await ended(back)).toMatchObject({ state: 'succeeded' });
    expect(await definitionsRunning()).toEqual([one]);
  });
});

describe('going back', () => {
  it('after CodeDeploy went back by itself there is nothing to do', async () => {
    await layOut(rollingBack);
    const started = await deploy(two);
    aws.advanceSeconds(20);
    await anew().stop(started, 'rollback');
    await anew().stop(started, 'rollback');
    expect(await ended(started)).toMatchObject({
      state: 'rolledBack',
      reason: expect.stringContaining('(MANUAL_STOP)'),
    });
    await anew().stop(started, 'rollback');
    const back = await deploy(one, again);
    expect(back).toMatchObject({ adopted: true });
    expect(await ended(back)).toMatchObject({ state: 'succeeded', running: 2, desired: 2 });
    await anew().stop(back, 'rollback');
    expect(await deploymentsOfPeople()).toHaveLength(1);
  });

  it.each([
    ['before its traffic moves', 30],
    ['after its traffic moved', 200],
  ])('from a deployment of its own that is under way, %s', async (_, seconds) => {
    await layOut(keepingFor(60));
    const started = await deploy(two);
    aws.advanceSeconds(seconds);
    const back = await deploy(one, again);
    expect(back).toMatchObject({ deploymentId: started.deploymentId, taskDefinition: one, adopted: true });
    expect(await ended(back)).toMatchObject({ state: 'succeeded' });
    expect(await definitionsRunning()).toEqual([one]);
    expect(await shop.shares(shop.productionListener)).toBe('blue 100');
    expect(await deploymentsOfPeople()).toHaveLength(1);
  });

  it('while CodeDeploy is going back already', async () => {
    await layOut(keepingFor(60));
    const started = await deploy(two);
    aws.advanceSeconds(200);
    await anew().stop(started, 'rollback');
    const { rollbackInfo } = await shop.until(started.deploymentId, 'Stopped');
    const back = await deploy(one, again);
    expect(back.deploymentId).toBe(rollbackInfo!.rollbackDeploymentId);
    expect(await ended(back)).toMatchObject({ state: 'succeeded' });
    expect(await definitionsRunning()).toEqual([one]);
  });

  it('to another one than CodeDeploy went back to is a failure', async () => {
    await layOut(keepingFor(60));
    const three = await aws.register('1');
    const started = await deploy(two);
    aws.advanceSeconds(200);
    await anew().stop(started, 'rollback');
    await shop.until(started.deploymentId, 'Stopped');
    expect(await ended(await deploy(three, again))).toMatchObject({ state: 'failed' });
  });

  it('abandons without going back', async () => {
    await layOut(keepingFor(60));
    const started = await deploy(two);
    aws.advanceSeconds(200);
    await anew().stop(started, 'abort');
    expect(await ended(started)).toMatchObject({ state: 'failed' });
    expect(await shop.shares(shop.productionListener)).toBe('green 100');
  });
});

describe('it refuses', () => {
  async function problemOf(deploying: Promise<unknown>): Promise<{ code: string; what: string }> {
    const error: unknown = await deploying.catch((thrown: unknown) => thrown);
    if (!(error instanceof ProblemError)) throw new Error('it did not refuse', { cause: error });
    const [problem] = error.problems;
    return problem;
  }
  const elsewhere = (more: Partial<typeof strategy & { configuration: string }>) =>
    problemOf(deploy(two, { ...adopt, strategy: { ...strategy, ...more } as never }));

  it('to stop a deployment of somebody else', async () => {
    await layOut();
    const theirs = await shop.deploy(await aws.register('1'), { description: 'a hot fix' });
    for (const options of [adopt, again]) {
      const { code, what } = await problemOf(deploy(two, options));
      expect(code).toBe('codedeploy-busy');
      expect(what).toContain(`${theirs} (“a hot fix”)`);
    }
    expect(await shop.deployment(theirs)).toMatchObject({ status: 'Created' });
  });

  it('a service that ECS moves', async () => {
    await aws.createService(await aws.register('1'));
    two = await aws.register('2');
    expect(await problemOf(deploy(two))).toMatchObject({ code: 'codedeploy-controller' });
  });

  it('what CodeDeploy does not have', async () => {
    await layOut();
    expect(await elsewhere({ configuration: 'Fast' })).toMatchObject({
      code: 'codedeploy-refused',
      what: expect.stringContaining('No Deployment Configuration found for name: Fast'),
    });
    expect(await elsewhere({ deploymentGroup: 'none' as never })).toMatchObject({
      code: 'codedeploy-group-missing',
    });
  });
});

it.each([
  [{ application: 'none' }, { status: 'missing', what: 'application' }],
  [{ deploymentGroup: 'none' }, { status: 'missing', what: 'deploymentGroup' }],
  [{ configuration: 'none' }, { status: 'missing', what: 'configuration' }],
  [
    {},
    {
      status: 'found',
      deploys: [{ cluster: 'test', ecsService: 'service1' }],
      configuration: 'CodeDeployDefault.ECSAllAtOnce',
      readyWait: { minutes: 60 },
      waitMinutes: 0,
    },
  ],
])('tells of the group %j', async (differing, expected) => {
  await layOut(readyFor(60));
  expect(await anew().codeDeployGroup({ ...strategy, ...differing })).toEqual(expected);
});

it('a group that moves traffic by itself waits for nobody', async () => {
  await layOut(keepingFor(5));
  expect(await anew().codeDeployGroup(strategy)).toMatchObject({ readyWait: null });
});

it.each([
  ['CodeDeployDefault.ECSAllAtOnce', 5],
  ['CodeDeployDefault.ECSCanary10Percent15Minutes', 20],
  ['CodeDeployDefault.ECSLinear10PercentEvery3Minutes', 32],
])(
  'by %s a deployment waits for its traffic and then for the old tasks: %d minutes',
  async (configuration, minutes) => {
    await layOut(keepingFor(5));
    expect(await anew().codeDeployGroup({ ...strategy, configuration })).toMatchObject({
      waitMinutes: minutes,
    });
  },
);

it('what CodeDeploy is at shows where services are observed', async () => {
  await layOut(keepingFor(5));
  const inProgress = async () => {
    const service = (await anew().observe(['service1'])).get('service1')!;
    return service.status === 'active' ? service.inProgress : service;
  };
  expect(await inProgress()).toBeNull();
  const { deploymentId } = await deploy(two);
  aws.advanceSeconds(20);
  expect(await inProgress()).toEqual({ deploymentId, taskDefinition: two });
  aws.advanceSeconds(150);
  expect(await inProgress()).toEqual({ deploymentId, taskDefinition: two });
  aws.advanceSeconds(600);
  expect(await inProgress()).toBeNull();
});

it('an AppSpec of somebody else in YAML is not taken for one of its own', async () => {
  await layOut();
  const content = `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties: { TaskDefinition: '${two}', LoadBalancerInfo: { ContainerName: service1, ContainerPort: 8080 } }`;
  await aws.codedeploy.send(
    new CreateDeploymentCommand({
      applicationName: 'shop',
      deploymentGroupName: 'live',
      revision: { revisionType: 'AppSpecContent', appSpecContent: { content } },
    }),
  );
  await expect(deploy(two)).rejects.toMatchObject({ problems: [{ code: 'codedeploy-busy' }] });
});
