/**
 * What the parts of the product declare (`permissions.ts` beside each adapter) is what the emulated AWS was really asked, for every
 * strategy: a policy that lacks something would stop a promotion half-way, one that has more is no least privilege.
 */
import type { CreateDeploymentGroupCommandInput } from '@aws-sdk/client-codedeploy';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Call } from '../../ts/adapters/aws/call.ts';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import type { EcsAccess } from '../../ts/adapters/ecs/access.ts';
import { policySurroundings } from '../../ts/adapters/ecs/policy-surroundings.ts';
import { s3Ledger } from '../../ts/adapters/ledger/s3.ts';
import { policyFor, type PolicyRole } from '../../ts/cli/wiring/policy.ts';
import type { Environment, NativeStrategy } from '../../ts/core/config/config.ts';
import { anEnvironment, line } from '../../ts/core/gates/example.ts';
import { exampleDrafts } from '../../ts/core/ledger/example-facts.ts';
import type { Policy } from '../../ts/core/policy/document.ts';
import type { Release } from '../../ts/core/release/release.ts';
import type { SmokeCheck } from '../../ts/core/smoke/check.ts';
import { questionsOf, type Question } from '../../ts/rehearsal/aws/authorization/asked.ts';
import type { Emulator, Fault } from '../../ts/rehearsal/aws/emulator.ts';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { PreflightWorld, type Flaws } from '../promotion/preflight-world.ts';
import { throughCodeDeploy, World } from '../promotion/world.ts';
import { allows } from './allows.ts';

const accountId = '123456789012';

/** One configuration, and promotions that go through all it can make the program ask. */
interface Configuration {
  readonly world: NonNullable<Parameters<typeof World.start>[0]>;
  readonly settings: Partial<Environment>;
  readonly before?: (world: World) => Promise<void>;
  readonly promotions: (world: World, promote: Promote) => Promise<void>;
}

type Promote = (...of: Parameters<World['promote']>) => ReturnType<World['promote']>;

const crashing: Fault = { kind: 'crashLoop', repository: 'service1', tag: '91' };

/** One that is verified, and one that fails and goes back. */
async function goodAndBad(world: World, promote: Promote): Promise<void> {
  const good = await world.release(90, 41);
  expect((await promote(good)).result).toBe('verified');
  world.emulator.faults.add(crashing);
  expect((await promote(await withBuild91(world, good))).result).toBe('rolledBack');
}

/** The second one waits for a person, who lets it go on. */
async function answered(world: World, promote: Promote): Promise<void> {
  await goodAndBad(world, async (release, input = {}, differing = {}) => {
    const asked = await promote(release, input, differing);
    if (asked.result !== 'awaitingDecision') return asked;
    return promote(
      release,
      { answer: { question: asked.question?.id ?? '', answer: 'continue', answeredBy: 'rita' } },
      differing,
    );
  });
}

async function withBuild91(world: World, { services, ...release }: Release): Promise<Release> {
  return { ...release, services: { ...services, service1: await world.build('service1', 91) } };
}

function native(strategy: NativeStrategy): Configuration {
  const { services } = anEnvironment('test', []);
  return {
    world: {
      traffic: true,
      logs: true,
      circuitBreaker: false,
      deployment: {
        strategy: 'BLUE_GREEN',
        lifecycleHooks: [
          {
            hookTargetArn: `arn:aws:lambda:ap-southeast-2:${accountId}:function:validate`,
            roleArn: `arn:aws:iam::${accountId}:role/hooks`,
            lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
          },
        ],
      },
    },
    settings: { services: services.map((target) => ({ ...target, strategy })), deadlineMinutes: 60 },
    promotions: strategy.pauses.length > 0 ? answered : goodAndBad,
  };
}

/** One that trusts ECS. */
function createRole({ emulator }: World, name: string): string {
  const arn = `arn:aws:iam::${accountId}:role/${name}`;
  const principal = { Service: 'ecs-tasks.amazonaws.com' };
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal };
  emulator.world.iam(accountId).roles.set(name, {
    name,
    arn,
    id: 'AROATEST',
    path: '/',
    createdAt: 0,
    trustPolicy: JSON.stringify({ Statement: [statement] }),
    policies: new Map(),
  });
  return arn;
}

const ready: Partial<CreateDeploymentGroupCommandInput> = {
  blueGreenDeploymentConfiguration: {
    deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 30 },
  },
};

const checking = (words: readonly string[]): readonly SmokeCheck[] => [
  {
    kind: 'task',
    on: 'production',
    tries: 1,
    service: 'service1',
    taskDefinition: null,
    container: 'service1',
    command: words,
    timeoutMinutes: 2,
  },
];

const configurations: Readonly<Record<string, Configuration>> = {
  'tasks with a role, which nothing runs yet, and images that are not kept': {
    world: { circuitBreaker: false },
    settings: { keepImages: false },
    before: (world) => world.useRole('service1', createRole(world, 'service1-task')),
    promotions: goodAndBad,
  },
  rolling: { world: { logs: true, circuitBreaker: false }, settings: {}, promotions: goodAndBad },
  'blue/green': native({ type: 'blueGreen', bakeMinutes: 1, pauses: [] }),
  canary: native({ type: 'canary', percent: 10, bakeMinutes: 1, pauses: [] }),
  linear: native({ type: 'linear', stepPercent: 50, stepBakeMinutes: 1, bakeMinutes: 0, pauses: [] }),
  'blue/green with a pause': native({
    type: 'blueGreen',
    bakeMinutes: 1,
    pauses: [{ stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'person', minutes: 60 }],
  }),
  CodeDeploy: {
    world: { traffic: true, logs: true, codeDeploy: {} },
    ...throughCodeDeploy(),
    promotions: goodAndBad,
  },
  'CodeDeploy with a pause': {
    world: { traffic: true, logs: true, codeDeploy: ready },
    ...throughCodeDeploy(true),
    promotions: answered,
  },
  'a smoke check that runs a task': {
    world: { logs: true, circuitBreaker: false },
    settings: { smoke: checking(['check']) },
    promotions: async (world, promote) => {
      await goodAndBad(world, promote);
      const tooLong = { settings: { smoke: checking(['sleep', '5000']) } };
      expect((await promote(await world.release(92, 42), {}, tooLong)).smoke[0]?.outcome).toBe('failed');
    },
  },
};

describe.each(Object.entries(configurations))('%s', (_, { world: options, settings, before, promotions }) => {
  let world: World;
  let asked: Question[];
  let policy: Policy;

  beforeAll(async () => {
    world = await World.start(options);
    asked = [];
    await before?.(world);
    policy = await policyOf('deployer', world, settings);
    await promotions(world, (release, input = {}, differing = {}) =>
      recording(world.emulator, asked, () => world.promote(release, input, { settings, ...differing })),
    );
  });
  afterAll(() => world.close());

  test('the deployer may do all that was asked', () => {
    expect(notAllowed(policy, asked)).toEqual([]);
  });

  test('nothing else is in its policy', () => {
    expect(actionsIn(policy).filter((action) => !asked.some((each) => each.action === action))).toEqual([]);
  });
});

describe('the preflight', () => {
  let asked: Question[];
  let policy: Policy;

  beforeAll(async () => {
    asked = [];
    policy = await looking({}, asked);
    // Only a role whose own policies say no makes it look for a policy of the secret.
    await looking({ policy: { Effect: 'Allow', Action: 'ssm:*', Resource: '*' } }, asked);
    // The configuration has a second service, which this cluster has not.
    asked = asked.filter(({ resources }) => !resources.some((arn) => arn.endsWith('/service2')));
  });

  test('asks of roles, secrets, networks and capacity what is declared for it', () => {
    expect(notAllowed(policy, asked)).toEqual([]);
  });

  test('has nothing else of these in its policy', () => {
    const deep = actionsIn(policy).filter((action) =>
      /^(iam|secretsmanager|ssm|ec2|logs:Describe|ecs:DescribeC)/.test(action),
    );
    expect(deep).toHaveLength(10);
    expect(deep.filter((action) => !asked.some((each) => each.action === action))).toEqual([]);
  });
});

/** What a reader needs in a cluster with these flaws; adds what the preflight asked there. */
async function looking(flaws: Flaws, asked: Question[]): Promise<Policy> {
  const world = await PreflightWorld.start(flaws);
  try {
    await recording(world.aws.emulator, asked, () => world.rows());
    const config = { ...line, services: line.services.slice(0, 1) };
    const { services } = anEnvironment('test', []);
    const environment = anEnvironment('test', [], { accountId, services: services.slice(0, 1) });
    return await policyFor({ role: 'reader', environment, services: undefined }, config, (each) =>
      policySurroundings(accessOf(world.aws), each),
    );
  } finally {
    await world.aws.close();
  }
}

test('a build reads back what it pushed, with what is declared for a builder', async () => {
  const world = await World.start();
  const asked: Question[] = [];
  try {
    const { image } = await world.build('service1', 90);
    const { registry } = await world.tools();
    await recording(world.emulator, asked, () => registry.resolve(image, '90'));
    const wish = { role: 'builder', environment: undefined, services: ['service1'] } as const;
    const policy = await policyFor(wish, line, unasked);
    expect(asked.map(({ action }) => action)).toEqual(['ecr:BatchGetImage']);
    expect(notAllowed(policy, asked)).toEqual([]);
    const other = await policyFor({ ...wish, services: ['service2'] }, line, unasked);
    expect(notAllowed(other, asked)).toEqual([expect.stringContaining('repository/service1')]);
  } finally {
    await world.close();
  }
});

test('a ledger in S3 is kept with what is declared for it', async () => {
  const aws = await TestAws.start();
  const settings = {
    endpoint: aws.emulator.url,
    region: 'ap-southeast-2',
    maxAttempts: 1 as const,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true as const,
    },
    credentials: () => Promise.resolve({ accessKeyId: 'AKIA123456789012TEST', secretAccessKey: 'secret' }),
  };
  const asked: Question[] = [];
  await new S3Client(settings).send(new CreateBucketCommand({ Bucket: 'acme' }));
  const call: Call = (_, send) => send({});
  const ledger = s3Ledger({ bucket: 'acme', prefix: 'shop' }, { settings, call, clock: systemClock });
  await recording(aws.emulator, asked, async () => {
    await ledger.read('live');
    await ledger.append('live', exampleDrafts.stop);
    await ledger.read('live');
  });
  await aws.close();
  const assumeRole = 'arn:aws:iam::210987654321:role/ecs-promote-live';
  const environment = anEnvironment('live', [], { assumeRole });
  const config = { ...line, ledger: 's3://acme/shop' };
  const wish = { role: 'agent', environment, services: undefined } as const;
  const policy = await policyFor(wish, config, unasked);
  expect(notAllowed(policy, asked)).toEqual([]);
  expect(actionsIn(policy).filter((action) => action.startsWith('s3:'))).toEqual(
    [...new Set(asked.map(({ action }) => action))].sort(),
  );
  expect(actionsIn(await policyFor(wish, line, unasked)).join()).not.toContain('s3:');
});

const unasked = () => Promise.reject(new Error('nothing around a build is asked'));

/** Made from what the cluster holds before anything is promoted. */
async function policyOf(role: PolicyRole, world: World, settings: Partial<Environment>): Promise<Policy> {
  const environment = anEnvironment('test', [], { ...settings, accountId });
  return policyFor({ role, environment, services: undefined }, line, (each) =>
    policySurroundings(accessOf(world.aws), each),
  );
}

function accessOf({ ecs, elb }: TestAws): EcsAccess {
  return { ecs, elb, cluster: 'appcluster-test', call: (_, send) => send({}) };
}

/** Adds what IAM would be asked while `work` is done. */
async function recording<T>(emulator: Emulator, asked: Question[], work: () => Promise<T>): Promise<T> {
  const before = emulator.calls.length;
  const done = await work();
  asked.push(...emulator.calls.slice(before).flatMap((call) => questionsOf(call, emulator.world)));
  return done;
}

function notAllowed({ document }: Policy, asked: readonly Question[]): readonly string[] {
  const refused = asked.filter((question) => !allows(document, question));
  return [...new Set(refused.map(({ action, resources }) => `${action} on ${resources.join(', ')}`))];
}

function actionsIn({ document }: Policy): readonly string[] {
  return [...new Set(document.Statement.flatMap(({ Action }) => Action))].sort();
}
