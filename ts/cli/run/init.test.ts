import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { parseConfig } from '../../core/config/parse.ts';
import { releaseBytes } from '../../core/release/release-id.ts';
import { aRelease, build } from '../../core/release/example.ts';
import type { Digest } from '../../core/release/release.ts';
import { TestAws } from '../../rehearsal/aws/testing/aws.ts';
import { initStep } from '../../steps/init.ts';
import { jobsStep } from '../../steps/jobs.ts';
import { planStep } from '../../steps/plan.ts';
import { main } from '../main.ts';

/** Jenkinsfiles and stacks as a team wrote them by hand; and what becomes of them. */
const fixtures = join(__dirname, '../../../test/fixtures/init');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** The program with these steps, in a process that is made up. */
async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let out = '';
  let err = '';
  const never = new Promise<void>(() => undefined);
  const core = { init: () => import('./init.ts'), jobs: () => import('./jobs.ts') };
  const aws = { plan: () => import('./plan.ts') };
  const code = await main(
    {
      steps: [initStep, jobsStep, planStep],
      runners: { core: () => core, aws: () => aws, rehearsal: () => ({}) },
      version: '0.0.0',
      origin: 'test',
    },
    {
      argv: words,
      env,
      cwd: dir,
      nodeVersion: process.version,
      out: (text) => {
        out += text;
        return Promise.resolve();
      },
      err: (text) => {
        err += text;
      },
      onInterrupt: () => undefined,
      outOfTime: never,
      nothingLeft: never,
    },
  );
  return { code, out, err };
}

/** Words in one string, or each of its own where a path may hold a blank. */
const init = (words: string | readonly string[], env = {}) =>
  run(['init', ...(typeof words === 'string' ? words.split(' ') : words)], env);
const written = (name: string) => readFileSync(join(dir, name), 'utf8');
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(dir, name)), { recursive: true });
  writeFileSync(join(dir, name), text);
};
const all = () => readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted();

const minimal = '--service web --environment test --environment live --region eu-west-1';
const tools = ['--from', join(fixtures, 'tools')];

test('a tree of old Jenkinsfiles and stacks becomes this configuration', async () => {
  const { code, out } = await init(tools);
  expect(code).toBe(0);
  expect(written('promotion.yaml')).toBe(readFileSync(join(fixtures, 'promotion.yaml'), 'utf8'));
  expect(written('jenkins/services/orders.Jenkinsfile')).toContain("agent: 'linux && docker'");
  expect(written('jenkins/deploy-test.Jenkinsfile')).toContain('orders: params.ORD_BUILD_OVERRIDE');
  expect(out).toContain('What I could not know\n- promotion.yaml, defaults.accountId: the AWS account');
  expect(out).toContain(
    'the stack shop-test is in the syntax of Terraform 0.11: `ecs-promote orchestrate migrate',
  );
  expect(out).toContain('the stack network takes no build of a service');
  expect(out).not.toContain('comment');
});

test.each([
  ['terraform', /^- terraform: promotions look for stacks .* `ln -s terraform orchestration`; or put/m],
  ['orchestration', undefined],
])('a tree in a folder %s, as it is beside the configuration', async (folder, remark) => {
  cpSync(join(fixtures, 'tools/terraform'), join(dir, folder), { recursive: true });
  const { code, out } = await init(['--from', '.', '--dry-run']);
  expect(code).toBe(0);
  if (remark) expect(out).toMatch(remark);
  else expect(out).not.toContain('ln -s');
});

test('the jobs in Jenkins follow from what it wrote', async () => {
  await init(tools);
  const { code, out } = await run(['jobs', '--json']);
  expect(code).toBe(0);
  const { jobs } = JSON.parse(out) as { jobs: { name: string }[] };
  expect(jobs.map(({ name }) => name)).toEqual([
    'shop/orders-image',
    'deploy-test',
    'deploy-live',
    'rollback',
    'environment',
    'destroy-test',
  ]);
  for (const name of ['deploy-test', 'promote', 'rollback'])
    expect(existsSync(join(dir, 'jenkins', `${name}.Jenkinsfile`))).toBe(true);
});

test('the stacks of this product are read as they stand in the repository', async () => {
  const { code, out } = await init(['--from', join(__dirname, '../../../orchestration')]);
  expect(code).toBe(0);
  const { services, environments } = parseConfig(written('promotion.yaml'), 'promotion.yaml');
  expect(services.map(({ name }) => name)).toEqual(['service1', 'service2']);
  expect(services[0]?.image).toMatch(/^123456789012\./);
  expect(
    environments.map(({ name, engine, accountId, onDemand }) => [
      name,
      engine,
      accountId,
      onDemand !== undefined,
    ]),
  ).toEqual([
    ['test', 'terraform', '123456789012', true],
    ['beta', 'terraform', '123456789012', false],
    ['staging', 'terraform', '210987654321', true],
    ['live', 'ecs', '210987654321', false],
    ['sandbox', 'ecs', '210987654321', false],
  ]);
  expect(out).toContain('the stack registry takes no build of a service');
  expect(existsSync(join(dir, 'orchestration'))).toBe(false);
});

test('flags alone make the smallest file that works', async () => {
  const { code } = await init(minimal);
  expect(code).toBe(0);
  expect(written('promotion.yaml'))
    .toBe(`# The first promotion.yaml, by \`ecs-promote init\`. Whatever has a remark wants your word.
# All of it: docs/configuration.md of ecs-promote.
version: 1
defaults:
  region: eu-west-1
  # accountId: '123456789012' # the AWS account, which every step would compare with its credentials
services:
  web:
    image: 000000000000.dkr.ecr.eu-west-1.amazonaws.com/web # guessed from the name: the repository in ECR
    # ecsService: web-{environment} # what ECS calls it; web where nothing is said
    # source: { repository: 'git@github.com:acme/web.git' } # where its source is; until then its build job is made by hand
environments:
  test:
    cluster: test # guessed: the ECS cluster
  live:
    promotesFrom: test
    cluster: live # guessed: the ECS cluster
    # approval: { from: [release-managers], notRequester: true } # who must approve what goes there
    # smoke: [{ url: 'https://live.acme.example/health' }] # what must answer before a release counts as verified
# jenkins: { repository: git@github.com:acme/deployments.git } # the repository of this file and the Jenkinsfiles, without which \`jobs\` makes no jobs
`);
});

test('every member that it proposes as a comment is one that the file may have', async () => {
  await init([...tools, '--service', 'extra']);
  const proposed = written('promotion.yaml').replaceAll(/^(\s*)# (?=[a-zA-Z]+: )/gm, '$1');
  expect(proposed).not.toBe(written('promotion.yaml'));
  expect(parseConfig(proposed, 'promotion.yaml').environments.at(-1)).toMatchObject({
    approval: { from: ['release-managers'] },
  });
});

test('a second time changes nothing, and says so', async () => {
  await init(minimal);
  const before = all().map((name) => `${name} ${name.includes('.') ? written(name) : ''}`);
  const { code, out } = await init(minimal);
  expect(code).toBe(0);
  expect(out).toContain('promotion.yaml: is there already, the same\n');
  expect(all().map((name) => `${name} ${name.includes('.') ? written(name) : ''}`)).toEqual(before);
});

test('a file of somebody’s stays, and the others are made', async () => {
  put('promotion.yaml', 'version: 1\n');
  const { out } = await init(`${minimal} --json`);
  expect(written('promotion.yaml')).toBe('version: 1\n');
  expect(JSON.parse(out)).toMatchObject({
    files: [
      { path: 'promotion.yaml', state: 'differs' },
      { path: 'jenkins/services/web.Jenkinsfile', state: 'made' },
      { path: 'jenkins/deploy-test.Jenkinsfile', state: 'made' },
      { path: 'jenkins/promote.Jenkinsfile', state: 'made' },
      { path: 'jenkins/rollback.Jenkinsfile', state: 'made' },
    ],
  });
});

test('what init would have written otherwise is shown, and not written', async () => {
  await init(minimal);
  const mine = written('promotion.yaml').replace('cluster: live # guessed: the ECS cluster', 'cluster: shop');
  put('promotion.yaml', mine);
  const { out } = await init(minimal);
  expect(out).toContain('promotion.yaml: is there already with other content, and stays\n');
  expect(out).toContain(
    [
      'promotion.yaml, from what is there (-) to what init would have written (+)',
      '      live:',
      '        promotesFrom: test',
      '  -     cluster: shop',
      '  +     cluster: live # guessed: the ECS cluster',
    ].join('\n'),
  );
  expect(written('promotion.yaml')).toBe(mine);
});

test('a dry run prints every file and makes none', async () => {
  const { code, out } = await init(`${minimal} --engine terraform --dry-run`);
  expect(code).toBe(0);
  expect(out).toContain('--- orchestration/config/eu-west-1/app-cluster-live/variables.tfvars\n');
  expect(out).toContain(
    '  live:\n    promotesFrom: test\n    stack: app-cluster-live\n    engine: terraform\n',
  );
  expect(all()).toEqual([]);
});

test('the origin of the folder is the repository, without the password in its address', async () => {
  put(
    '.git/config',
    '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://anna:secret@git.acme.example/d.git\n',
  );
  await init(minimal);
  expect(written('promotion.yaml')).toContain('jenkins:\n  repository: https://git.acme.example/d.git\n');
});

test('nothing in a tree is run, and what it is called is never code', async () => {
  const evil = "x'; touch pwned #";
  put(`old/${evil}/Jenkinsfile`, 'load \'import/a.env.groovy\'\nsh "./orchestrate apply a-test eu-west-1"\n');
  put(
    'old/b/Jenkinsfile',
    "node('${touch pwned}') { copyArtifacts(projectName: 'x\\' + evil + \\'', filter: 'output/a.env.groovy') }\n",
  );
  put('old/c/Jenkinsfile', "checkout([url: '--upload-pack=touch pwned']); def BUILD_TO_DEPLOY = 1\n");
  put('old/d/Jenkinsfile', `${"'''".repeat(40_001)}${'/*'.repeat(40_000)}`);
  put('old/\u001b[2J\nexit 0/config/x/y/z', '');
  put('old/\u001b[2J\nexit 0/src/x/main.tf', 'variable {');
  put('old/config/eu-west-1/a-test/variables.tfvars', 'environment = "test\\"\\n evil: 1"\n');
  put(
    'old/src/a-test/main.tf',
    'variable "a_build" {}\nresource "aws_ecs_cluster" "x" { name = "$${x}: {" }\n',
  );
  const { code, out, err } = await init('--from old --region eu-west-1');
  expect({ code, err }).toMatchObject({ code: 0 });
  const config = parseConfig(written('promotion.yaml'), 'promotion.yaml');
  expect(config.services.map(({ name }) => name)).toEqual(['a']);
  expect(config.environments).toMatchObject([{ name: 'test', stack: 'a-test', cluster: 'a-test' }]);
  expect(out).not.toContain('pwned');
  expect(out).not.toMatch(/\p{Cc}(?<!\n)|^exit 0/mu);
  expect(all().filter((name) => name.endsWith('pwned'))).toEqual([]);
});

test.each([
  ['nothing said', '--region eu-west-1', 4, ['init-no-services', 'init-no-environments']],
  ['no region', '--service web --environment test', 2, ['init-no-region']],
  ['a cluster without a region', '--cluster shop-live', 2, ['init-no-region']],
  ['a folder that is not there', '--from absent --region eu-west-1', 4, ['file-unreadable']],
  ['a folder with nothing', '--from . --region eu-west-1', 4, ['init-no-services', 'init-no-environments']],
  ['a name that is none', '--service 9 --environment test --region eu-west-1', 2, ['usage-bad-value']],
  ['a name of two lines', '--service a\nb --environment test --region eu-west-1', 2, ['usage-bad-value']],
  ['an image with a tag', `--service web=acme/web:1 ${minimal}`, 2, ['usage-bad-value']],
  ['a cluster that is none', '--environment live=a{b} --region eu-west-1', 2, ['usage-bad-value']],
  ['a profile that is none', '--environment live=shop@--x --region eu-west-1', 2, ['usage-bad-value']],
  ['two clusters of one environment', '--cluster a-live --cluster b-live', 2, ['init-two-clusters']],
  ['a region that is none', '--service web --environment test --region moon', 2, ['usage-bad-value']],
  ['a password', `${minimal} --repository https://a:b@acme.example/x.git`, 2, ['usage-bad-value']],
  ['a folder that is a file', `${minimal} --dir file`, 4, ['file-unwritable']],
] as const)('%s is refused, and nothing is written', async (_, words, code, codes) => {
  put('file', '');
  const ended = await init(words.replaceAll('\\n', '\n'));
  expect(ended).toMatchObject({ code: codes[0] === 'file-unwritable' ? 6 : code, out: '' });
  expect(ended.err.match(/^error [\w-]+/gm)).toEqual(codes.map((each) => `error ${each}`));
  expect(all()).toEqual(['file']);
});

describe('with AWS', () => {
  let aws: TestAws;
  const kept = { ...process.env };
  beforeEach(async () => {
    aws = await TestAws.start();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: aws.emulator.url,
      AWS_ACCESS_KEY_ID: 'AKIA123456789012TEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
  });
  afterEach(async () => {
    process.env = { ...kept };
    await aws.close();
  });

  test('what was read from a cluster is planned with, without another word', async () => {
    await aws.layOut();
    await aws.createService(await aws.register('1'));
    aws.advanceSeconds(120);
    const digest = (await aws.push('service1', '90')) as Digest;
    const { code } = await init('--cluster test', { AWS_REGION: 'ap-southeast-2' });
    expect(code).toBe(0);
    expect(written('promotion.yaml')).toContain("accountId: '123456789012'");
    put('release.json', releaseBytes(aRelease({ service1: build(90, { digest }) })));
    const planned = await run(
      [
        'plan',
        '--environment',
        'test',
        '--release',
        'release.json',
        '--ledger',
        './ledger',
        '--by',
        'anna',
        '--json',
      ],
      { ECS_PROMOTE_CLOCK_URL: aws.emulator.clockUrl },
    );
    expect({ code: planned.code, err: planned.err }).toMatchObject({ code: 0 });
    expect(JSON.parse(planned.out)).toMatchObject({ decision: 'plan', environment: 'test' });
  });

  /** A cluster with the service web in the account of `aws`. */
  async function shop(of: TestAws, cluster: string): Promise<void> {
    await of.ecs.send(new CreateClusterCommand({ clusterName: cluster }));
    await of.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: cluster,
        containerDefinitions: [
          { name: 'web', image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1', memory: 64 },
        ],
      }),
    );
    await of.ecs.send(
      new CreateServiceCommand({ cluster, serviceName: 'web', taskDefinition: cluster, desiredCount: 1 }),
    );
  }

  test('test and live in two accounts, each by its profile, become one file', async () => {
    const live = new TestAws(aws.emulator, 'AKIA210987654321TEST');
    await shop(aws, 'shop');
    await shop(live, 'shop');
    put(
      'aws',
      [
        '[acme-test]\naws_access_key_id=AKIA123456789012TEST\naws_secret_access_key=s',
        '[acme-live]\naws_access_key_id=AKIA210987654321TEST\naws_secret_access_key=s\n',
      ].join('\n'),
    );
    put('aws-config', '[profile acme-live]\nregion = ap-southeast-2\n');
    Object.assign(process.env, {
      AWS_SHARED_CREDENTIALS_FILE: join(dir, 'aws'),
      AWS_CONFIG_FILE: join(dir, 'aws-config'),
    });
    delete process.env['AWS_ACCESS_KEY_ID'];
    const words = '--environment test=shop@acme-test/ap-southeast-2 --environment live=shop@acme-live --json';
    const { code, out, err } = await init(words);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(JSON.parse(out)).toMatchObject({
      differences: ['The account is 123456789012 in test; 210987654321 in live.'],
    });
    expect(parseConfig(written('promotion.yaml'), 'promotion.yaml').environments).toMatchObject([
      { name: 'test', accountId: '123456789012', region: 'ap-southeast-2' },
      { name: 'live', accountId: '210987654321', region: 'ap-southeast-2' },
    ]);
    rmSync(join(dir, 'promotion.yaml'));
    const absent = await init('--cluster shop-test@nobody --region ap-southeast-2');
    expect(absent.code).toBe(6);
    expect(absent.err).toContain('nobody');
    expect(all()).not.toContain('promotion.yaml');
  });

  test('a cluster that is not there, and one that may not be read', async () => {
    await aws.ecs.send(new CreateClusterCommand({ clusterName: 'shop-live' }));
    const missing = await init('--cluster absent --region ap-southeast-2');
    expect(missing).toMatchObject({
      code: 6,
      err: expect.stringContaining('ecs-cluster-not-found') as string,
    });
    aws.emulator.faults.add({ kind: 'accessDenied', action: 'ecs:ListServices' });
    const denied = await init('--cluster shop-live --region ap-southeast-2');
    expect(denied).toMatchObject({ code: 6, err: expect.stringContaining('aws-access-denied') as string });
    expect(all()).toEqual([]);
  });
});
