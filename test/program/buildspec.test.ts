import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CodeDeployed } from '../../ts/rehearsal/aws/testing/code-deploy.ts';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { installProgram, type InstalledProgram } from '../cli/program.ts';

/** The commands of the stack `pipeline` in bash, with the built program and an emulated AWS; `aws` and `docker` write down their words. */
interface Buildspec {
  readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
}

const buildspec = parse(
  readFileSync(join(__dirname, '../../orchestration/src/pipeline/buildspec.yml'), 'utf8'),
) as Buildspec;
const digest = `sha256:${'d'.repeat(64)}`;
const registry = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com';

let program: InstalledProgram;
let aws: TestAws;
let bucket: string;
let work: string;
beforeAll(async () => {
  program = installProgram();
  bucket = join(program.folder, 'bucket');
  aws = await TestAws.start();
  await aws.layOut();
  await new CodeDeployed(aws).layOut();
  const tools = join(program.folder, 'tools');
  mkdirSync(tools);
  tool(join(tools, 'aws'), 'case "$1" in s3) cp -r "$BUCKET" "${!#}" ;; ecr) echo a-password ;; esac');
  tool(
    join(tools, 'docker'),
    `case "$1" in login) set -- "$@" "< $(cat)" ;; inspect) echo "$REPOSITORY_URI@${digest}" ;; esac`,
  );
}, 180_000);
afterAll(async () => {
  await aws.close();
  program.remove();
});

beforeEach(() => {
  cpSync(join(program.folder, 'tree/dist'), bucket, { recursive: true });
  work = join(program.folder, 'work');
  mkdirSync(work);
});
afterEach(() => {
  for (const folder of [bucket, work, join(program.folder, 'into')])
    rmSync(folder, { recursive: true, force: true });
});

function tool(file: string, does: string): void {
  writeFileSync(file, `#!/bin/bash\n${does}\necho "$(basename "$0") $*" >> "$WORDS"\n`);
  chmodSync(file, 0o755);
}

/** Not `spawnSync`: the emulated AWS answers from this very process. */
async function build(
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly said: readonly string[] }> {
  const words = join(work, 'words');
  const commands = Object.values(buildspec.phases).flatMap((phase) => phase.commands);
  // As CodeBuild does: all in one shell, and none after one that failed.
  const script = commands.map((command) => `{ ${command}\n} || exit 1`);
  const sums = readFileSync(join(program.folder, 'tree/dist/SHA256SUMS'));
  const child = spawn('bash', ['-c', script.join('\n')], {
    cwd: work,
    stdio: 'ignore',
    env: {
      PATH: `${join(program.folder, 'tools')}:${process.env['PATH'] ?? ''}`,
      HOME: program.folder,
      WORDS: words,
      BUCKET: bucket,
      INTO: join(program.folder, 'into'),
      AWS_ENDPOINT_URL: aws.emulator.url,
      AWS_REGION: 'ap-southeast-2',
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'test',
      CODEBUILD_SRC_DIR: work,
      CODEBUILD_BUILD_NUMBER: '7',
      CODEBUILD_RESOLVED_SOURCE_VERSION: '4f2c1a97b3d0e5f6a7b8c9d0e1f2a3b4c5d6e7f8',
      CODEBUILD_BUILD_SUCCEEDING: '1',
      REPOSITORY_URI: `${registry}/service1`,
      REGISTRY: registry,
      REGISTRY_REGION: 'ap-southeast-2',
      PROGRAM: 's3://tools/ecs-promote',
      PROGRAM_SHA256: createHash('sha256').update(sums).digest('hex'),
      FAMILY: 'service1',
      CONTAINER: 'service1',
      CLUSTER: 'test',
      SERVICE: 'service1',
      HOOK: 'AfterAllowTestTraffic=blue-green-live-validation',
      ...env,
    },
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said: readFileSync(words, 'utf8').trim().split('\n') };
}

const written = (name: string) => parse(readFileSync(join(work, name), 'utf8')) as unknown;

test('a commit becomes an image under a tag of its own, pushed once', async () => {
  const { code, said } = await build();
  expect(code).toBe(0);
  const image = `${registry}/service1:7-4f2c1a97b3d0`;
  expect(said).toEqual([
    `aws s3 cp --recursive --only-show-errors s3://tools/ecs-promote ${join(program.folder, 'into')}`,
    'aws ecr get-login-password --region ap-southeast-2',
    `docker login --username AWS --password-stdin ${registry} < a-password`,
    `docker build --tag ${image} .`,
    `docker push ${image}`,
    `docker inspect --format {{index .RepoDigests 0}} ${image}`,
  ]);
});

test('CodeDeploy gets the image by digest, and the function that it is to ask', async () => {
  expect((await build()).code).toBe(0);
  expect(written('taskdef.json')).toMatchObject({ containerDefinitions: [{ image: '<IMAGE1_NAME>' }] });
  expect(written('imageDetail.json')).toEqual({ ImageURI: `${registry}/service1@${digest}` });
  expect(written('appspec.yaml')).toMatchObject({
    Resources: [{ TargetService: { Properties: { TaskDefinition: '<TASK_DEFINITION>' } } }],
    Hooks: [{ AfterAllowTestTraffic: 'blue-green-live-validation' }],
  });
});

test('without a function none is named', async () => {
  expect((await build({ HOOK: '' })).code).toBe(0);
  expect(written('appspec.yaml')).not.toHaveProperty('Hooks');
});

test('a program that is not the one Terraform saw is not run', async () => {
  appendFileSync(join(bucket, 'lib/ecs-promote.cjs'), '// changed');
  const { code, said } = await build();
  expect(code).not.toBe(0);
  expect(said).toHaveLength(1);
});

test('a list of checksums that was changed with it is no help', async () => {
  const { code, said } = await build({ PROGRAM_SHA256: '0'.repeat(64) });
  expect(code).not.toBe(0);
  expect(said).toHaveLength(1);
});

test('a build that failed writes nothing for a deployment', async () => {
  const { code, said } = await build({ CODEBUILD_BUILD_SUCCEEDING: '0' });
  expect(code).not.toBe(0);
  expect(said.at(-1)).toContain('docker push');
});
