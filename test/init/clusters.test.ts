import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import type { ContainerDefinition, CreateServiceCommandInput } from '@aws-sdk/client-ecs';
import { awsCalls } from '../../ts/adapters/aws/call.ts';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { ecsClusters } from '../../ts/adapters/init/clusters.ts';
import { init, type InitTools } from '../../ts/app/init.ts';
import { parseConfig } from '../../ts/core/config/parse.ts';
import type { Wishes } from '../../ts/core/init/wishes.ts';
import { blueGreen } from '../../ts/rehearsal/aws/testing/blue-green.ts';
import { CodeDeployed } from '../../ts/rehearsal/aws/testing/code-deploy.ts';
import type { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { inProcessAws } from '../../ts/rehearsal/aws/testing/in-process.ts';

/** `init` on clusters of every kind, of the emulated AWS and through the real clients. */
const registry = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com';

let aws: TestAws;
beforeEach(() => {
  ({ aws } = inProcessAws());
});
afterEach(async () => {
  await aws.close();
});

async function service(
  cluster: string,
  ecsService: string,
  containers: readonly ContainerDefinition[],
  more: Partial<CreateServiceCommandInput> = {},
): Promise<void> {
  const family = `${cluster}-${ecsService}`;
  await aws.ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  await aws.ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      ...(more.loadBalancers && { networkMode: 'awsvpc' as const }),
      containerDefinitions: containers.map((one) => ({ memory: 64, ...one })),
    }),
  );
  await aws.ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName: ecsService,
      taskDefinition: family,
      desiredCount: 1,
      ...more,
    }),
  );
}

const container = (name: string, image = `${registry}/${name}:7`): ContainerDefinition => ({
  name,
  image,
  portMappings: [{ containerPort: 8080 }],
});

/** Whose credentials a profile, a role or nobody in particular has. */
const accounts: Readonly<Record<string, string>> = {
  '': '123456789012',
  'acme-live': '210987654321',
  'arn:aws:iam::210987654321:role/reader': '210987654321',
};

/** What `init` would write, without a file; `there` is the promotion.yaml that exists. */
async function begun(wishes: Partial<Wishes>, there?: string) {
  const said: string[] = [];
  const call = awsCalls({ clock: systemClock });
  const tools: InitTools = {
    clusters: ({ profile, role, region = 'ap-southeast-2' }) =>
      Promise.resolve(
        ecsClusters({
          ecs: aws.ecs,
          codedeploy: aws.codedeploy,
          account: {
            whoAmI: () => Promise.resolve({ accountId: accounts[profile ?? role ?? ''] ?? '', arn: 'arn' }),
          },
          call,
          region,
        }),
      ),
    sources: [],
    files: {
      textOf: (path) => Promise.resolve(path === 'promotion.yaml' ? there : undefined),
      make: () => Promise.reject(new Error('something was made')),
    },
    report: { line: (text) => said.push(text) },
  };
  const wanted: Wishes = {
    services: [],
    environments: [],
    clusters: [],
    folders: [],
    region: 'ap-southeast-2',
    engine: undefined,
    repository: undefined,
    ...wishes,
  };
  const { files, unknowns, remarks, differences, diffs } = await init(wanted, true, tools);
  const yaml = files.find(({ path }) => path === 'promotion.yaml')?.text ?? '';
  return {
    yaml,
    config: parseConfig(yaml, 'promotion.yaml'),
    unknowns,
    remarks,
    differences,
    diff: diffs.get('promotion.yaml'),
    said,
  };
}

test('two rolling clusters whose services are named after them', async () => {
  for (const environment of ['test', 'live'])
    for (const name of ['api', 'web'])
      await service(`shop-${environment}`, `${name}-${environment}`, [container(name)]);
  const { config, yaml, remarks } = await begun({ clusters: ['shop-live', 'shop-test'] });
  expect(config.services.map(({ name, image }) => [name, image])).toEqual([
    ['api', `${registry}/api`],
    ['web', `${registry}/web`],
  ]);
  expect(yaml).toContain("ecsService: 'web-{environment}'");
  expect(config.environments).toMatchObject([
    { name: 'test', cluster: 'shop-test', accountId: '123456789012', engine: 'ecs', promotesFrom: [] },
    { name: 'live', cluster: 'shop-live', promotesFrom: ['test'] },
  ]);
  expect(yaml).toContain('promotesFrom: test # guessed from the names');
  expect(remarks).toContainEqual(
    'api-test in test runs its image by the tag 7, which may be moved; the first promotion writes the digest.',
  );
});

test('a hundred and one services take two lists, eleven descriptions and a request for each task definition', async () => {
  for (let number = 100; number < 201; number++) await service('big', `s${number}`, [container('app')]);
  const before = aws.emulator.calls.length;
  const { config } = await begun({ environments: ['live=big'] });
  expect(config.services).toHaveLength(101);
  const calls = aws.emulator.calls.slice(before).map(({ operation }) => operation);
  const count = (operation: string) => calls.filter((one) => one === operation).length;
  expect([count('ListServices'), count('DescribeServices'), count('DescribeTaskDefinition')]).toEqual([
    2, 11, 101,
  ]);
});

test.each([
  ['BLUE_GREEN', { bakeTimeInMinutes: 5 }, { type: 'blueGreen', bakeMinutes: 5 }],
  [
    'CANARY',
    { canaryConfiguration: { canaryPercent: 20, canaryBakeTimeInMinutes: 3 } },
    { type: 'canary', percent: 20, bakeMinutes: 3 },
  ],
  [
    'LINEAR',
    { linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 2 } },
    { type: 'linear', stepPercent: 25, stepBakeMinutes: 2 },
  ],
] as const)('a service that ECS moves by %s keeps its strategy', async (strategy, settings, expected) => {
  const { loadBalancers } = await blueGreen(aws, 'web', 'web');
  await service('shop', 'web', [container('web')], {
    loadBalancers,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    deploymentConfiguration: { strategy, ...settings },
  });
  const { config } = await begun({ environments: ['live=shop'] });
  expect(config.environments[0]?.services[0]?.strategy).toMatchObject(expected);
});

test('a service of CodeDeploy names application and group as soon as it was deployed once, and guesses before', async () => {
  await aws.layOut();
  const codeDeployed = new CodeDeployed(aws);
  await codeDeployed.layOut();
  const before = await begun({ environments: ['live=test'] });
  expect(before.config.environments[0]?.services[0]?.strategy).toMatchObject({
    type: 'codeDeploy',
    application: 'AppECS-test-service1',
    deploymentGroup: 'DgpECS-test-service1',
  });
  expect(before.unknowns).toContainEqual(
    expect.objectContaining({
      at: 'environments.live.services.service1.strategy',
      what: expect.stringContaining('console') as string,
    }),
  );
  await codeDeployed.until(await codeDeployed.deploy(await aws.register('2')), 'Succeeded');
  const after = await begun({ environments: ['live=test'] });
  expect(after.config.environments[0]?.services[0]).toMatchObject({
    container: 'service1',
    strategy: { application: 'shop', deploymentGroup: 'live' },
  });
  expect(after.unknowns.map(({ at }) => at)).not.toContain('environments.live.services.service1.strategy');
});

test('of several containers it is the one behind the load balancer, the one called so, or a guess', async () => {
  const sidecar = { name: 'proxy', image: 'public.ecr.aws/envoy:1', essential: true };
  const { loadBalancers } = await blueGreen(aws, 'api', 'app');
  await service('shop', 'api', [sidecar, container('app')], {
    loadBalancers: loadBalancers.map(({ targetGroupArn, containerName, containerPort }) => ({
      targetGroupArn,
      containerName,
      containerPort,
    })),
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
  });
  await service('shop', 'jobs', [sidecar, container('jobs')]);
  await service('shop', 'log', [{ ...sidecar, essential: false }, container('main')]);
  await service('shop', 'odd', [container('one'), container('two')]);
  const { config, unknowns } = await begun({ environments: ['live=shop'] });
  const targets = config.environments[0]?.services ?? [];
  expect(targets.map(({ service: name, container: one }) => `${name} ${one}`)).toEqual([
    'api app',
    'jobs jobs',
    'log main',
    'odd one',
  ]);
  expect(unknowns.filter(({ at }) => at.endsWith('.container'))).toEqual([
    {
      file: 'promotion.yaml',
      at: 'services.odd.container',
      what: 'the container whose image changes; odd has two, too',
    },
  ]);
});

test('what a promotion there will meet is told: latest, no task, an image elsewhere, somebody else’s controller', async () => {
  await service('shop', 'a', [container('a', `${registry}/a:latest`)], { desiredCount: 0 });
  await service('shop', 'b', [container('b', `${registry}/b`)]);
  await service('shop', 'c', [container('c', `${registry}/c@sha256:${'1'.repeat(64)}`)]);
  await service('shop', 'd', [container('d', 'docker.io/acme/d:1')]);
  await service('shop', 'e', [container('e')], { deploymentController: { type: 'EXTERNAL' } });
  const { config, remarks } = await begun({ environments: ['live=shop'] });
  expect(config.services.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  expect(remarks).toEqual([
    expect.stringMatching(/^e in shop has the deployment controller EXTERNAL/),
    expect.stringMatching(/^a in live .* by the tag latest/),
    expect.stringMatching(/^a in live wants no task/),
    expect.stringMatching(/^b in live .* by the tag latest/),
    expect.stringMatching(/^d in live .* tag 1/),
    expect.stringMatching(/^d in live runs docker.io\/acme\/d, which is in no private ECR/),
  ]);
});

test('environments share a cluster where the services say which is whose', async () => {
  for (const name of ['web-test', 'web-live']) await service('shop', name, [container('web')]);
  const { config } = await begun({ environments: ['test=shop', 'live=shop'] });
  expect(config.environments.map(({ services }) => services.map(({ ecsService }) => ecsService))).toEqual([
    ['web-test'],
    ['web-live'],
  ]);
});

test('each environment in an account and a region of its own comes into one file, with what is not alike', async () => {
  await service('shop-test', 'web-test', [container('web'), container('log')]);
  await service('shop-test', 'new', [container('new')]);
  await service('shop-live', 'web-live', [
    container('nginx', '210987654321.dkr.ecr.us-east-1.amazonaws.com/web:9'),
  ]);
  const { config, yaml, unknowns, differences, remarks, said } = await begun({
    environments: ['test=shop-test', 'live=shop-live@acme-live/us-east-1'],
    region: undefined,
  });
  expect(said).toEqual([
    'Reading the cluster shop-test.',
    'Reading the cluster shop-live as acme-live in us-east-1.',
  ]);
  expect(config.environments).toMatchObject([
    { name: 'test', cluster: 'shop-test', region: 'ap-southeast-2', accountId: '123456789012' },
    { name: 'live', cluster: 'shop-live', region: 'us-east-1', accountId: '210987654321' },
  ]);
  expect(config.services.map(({ name }) => name)).toEqual(['new', 'web']);
  expect(yaml).toContain(
    "# assumeRole: 'arn:aws:iam::210987654321:role/ecs-promote-live' # the role that an agent of account 123456789012 acts as in account 210987654321",
  );
  expect(unknowns.map(({ at }) => at)).toContain('environments.live.services.new');
  expect(differences).toEqual([
    'The account is 123456789012 in test; 210987654321 in live.',
    'The region is ap-southeast-2 in test; us-east-1 in live.',
    'new is in test, and not in live.',
    'The container of web is web in test; nginx in live.',
  ]);
  expect(remarks).toContainEqual(
    `The image of web is ${registry}/web by the cluster shop-test of test, and 210987654321.dkr.ecr.us-east-1.amazonaws.com/web by the cluster shop-live of live. promotion.yaml has one for all environments, the first: their tasks must be able to pull it.`,
  );
});

test('clusters of one name in two accounts are two environments', async () => {
  await service('shop', 'web', [container('web')]);
  const { config, differences } = await begun({
    environments: ['test=shop', 'live=shop@arn:aws:iam::210987654321:role/reader'],
  });
  expect(config.environments).toMatchObject([
    { name: 'test', cluster: 'shop', accountId: '123456789012' },
    {
      name: 'live',
      cluster: 'shop',
      accountId: '210987654321',
      assumeRole: 'arn:aws:iam::210987654321:role/reader',
    },
  ]);
  expect(differences).toEqual(['The account is 123456789012 in test; 210987654321 in live.']);
});

test('one environment of two clusters is refused before anything is asked', async () => {
  const before = aws.emulator.calls.length;
  await expect(begun({ clusters: ['shop-live', 'pay-live@acme-live'] })).rejects.toMatchObject({
    problems: [
      {
        code: 'init-two-clusters',
        what: 'live would be several clusters: shop-live; pay-live as acme-live.',
      },
    ],
  });
  expect(aws.emulator.calls).toHaveLength(before);
});

test('all clusters that cannot be read are told at once, each by its name', async () => {
  await service('shop-beta', 'web', [container('web')]);
  await expect(
    begun({ environments: ['test=gone', 'beta=shop-beta', 'live=lost@acme-live'] }),
  ).rejects.toMatchObject({
    problems: [
      { code: 'ecs-cluster-not-found', what: expect.stringMatching(/^The cluster gone: /) as string },
      {
        code: 'ecs-cluster-not-found',
        what: expect.stringMatching(/^The cluster lost as acme-live: /) as string,
      },
    ],
  });
});

test('an environment that a promotion.yaml lacks shows as what would be added to it', async () => {
  for (const name of ['test', 'live']) await service(`shop-${name}`, 'web', [container('web')]);
  const { yaml } = await begun({ environments: ['test=shop-test'] });
  const { diff } = await begun({ environments: ['test=shop-test', 'live=shop-live'] }, yaml);
  expect(diff).toEqual([
    '    test:',
    '      cluster: shop-test',
    '+   live:',
    '+     promotesFrom: test',
    '+     cluster: shop-live',
    '+     # approval: { from: [release-managers], notRequester: true } # who must approve what goes there',
    "+     # smoke: [{ url: 'https://live.acme.example/health' }] # what must answer before a release counts as verified",
    '  # jenkins: { repository: git@github.com:acme/deployments.git } # the repository of this file and the Jenkinsfiles, without which `jobs` makes no jobs',
    '',
  ]);
});

test('a service that an environment lacks is told there', async () => {
  await service('shop-test', 'web', [container('web')]);
  await service('shop-test', 'new', [container('new')]);
  await service('shop-live', 'web', [container('web')]);
  const { unknowns } = await begun({ clusters: ['shop-test', 'shop-live'] });
  expect(unknowns).toContainEqual(
    expect.objectContaining({
      at: 'environments.live.services.new',
      what: expect.stringMatching(/not found/) as string,
    }),
  );
});

test('a cluster that is not there, that has nothing, or that may not be read ends it', async () => {
  await expect(begun({ clusters: ['absent'] })).rejects.toMatchObject({
    problems: [{ code: 'ecs-cluster-not-found' }],
  });
  await aws.ecs.send(new CreateClusterCommand({ clusterName: 'empty' }));
  await expect(begun({ clusters: ['empty'] })).rejects.toMatchObject({
    problems: [{ code: 'init-no-services' }],
  });
  aws.emulator.faults.add({ kind: 'accessDenied', action: 'ecs:ListServices' });
  await expect(begun({ clusters: ['empty'] })).rejects.toMatchObject({
    problems: [{ code: 'aws-access-denied', category: 'infrastructure' }],
  });
});
