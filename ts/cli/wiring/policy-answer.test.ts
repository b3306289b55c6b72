import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config } from '../../core/config/config.ts';
import { anEnvironment, line } from '../../core/gates/example.ts';
import type { Context } from '../context.ts';
import { policyAnswer } from './policy-answer.ts';

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  said = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const live = anEnvironment('live', [], {
  accountId: '210987654321',
  assumeRole: 'arn:aws:iam::210987654321:role/ecs-promote-live',
});

type Input = Parameters<typeof policyAnswer>[0];

/** From files alone: whatever would ask AWS fails. */
function answer(input: Partial<Input>, environment = live, config: Config = line) {
  const context = { cwd: folder, report: { line: (text: string) => said.push(text) } };
  return policyAnswer(
    {
      role: 'deployer',
      environment: environment.name,
      taskDefinition: [],
      config: 'promotion.yaml',
      ...input,
    },
    config,
    environment,
    () => Promise.reject(new Error('AWS was asked')),
    context as unknown as Context,
  );
}

function definition(service: string, more: object = {}): string {
  const file = `${service}.json`;
  const saved = { family: `${service}-live`, containerDefinitions: [{ name: service }], ...more };
  writeFileSync(join(folder, file), JSON.stringify(saved));
  return file;
}

test('with task definitions in files the policy is made without AWS, and names what they name', async () => {
  const taskDefinition = [definition('service1', { taskRoleArn: 'service1-task' }), definition('service2')];
  const { text, output } = await answer({ taskDefinition });
  expect(JSON.parse(text)).toEqual(output.policy);
  const { Statement } = output.policy;
  expect(Statement.find(({ Sid }) => Sid === 'PassRolesOfTasks')).toEqual({
    Sid: 'PassRolesOfTasks',
    Effect: 'Allow',
    Action: ['iam:PassRole'],
    Resource: ['arn:aws:iam::210987654321:role/service1-task'],
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  });
  expect(Statement.find(({ Sid }) => Sid === 'RegisterRevisions')?.Resource).toEqual([
    'arn:aws:ecs:ap-southeast-2:210987654321:task-definition/service1-live:*',
    'arn:aws:ecs:ap-southeast-2:210987654321:task-definition/service2-live:*',
  ]);
  expect(output.characters).toBe(JSON.stringify(output.policy).replaceAll(/\s/g, '').length);
});

test('each statement about “*” is told with its reason, on standard error', async () => {
  const { output } = await answer({ taskDefinition: [definition('service1'), definition('service2')] });
  expect(output.exceptions.length).toBeGreaterThan(0);
  expect(said.map((text) => text.replace(/ .*/s, ''))).toEqual(output.exceptions.map(({ sid }) => sid));
  expect(said[0]).toMatch(/^ListTasksOfTheCluster \(ecs:ListTasks\): its resource type is /);
});

test('a service of which no file has the container is named', async () => {
  await expect(answer({ taskDefinition: [definition('service1')] })).rejects.toMatchObject({
    problems: [
      { code: 'policy-definition-wanted', what: expect.stringContaining('Of service2 no') as string },
    ],
  });
});

test('without files AWS is asked for what runs', async () => {
  await expect(answer({})).rejects.toThrow('AWS was asked');
});

test('an account that nothing names is refused, because a policy without it would hold for all', async () => {
  const nowhere = anEnvironment('live', []);
  const files = [definition('service1'), definition('service2')];
  await expect(answer({ taskDefinition: files }, nowhere)).rejects.toMatchObject({
    problems: [{ code: 'policy-account-unknown' }],
  });
});

test('a policy that is too long for a managed one says so', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `service${at}`);
  const services = names.map((name) => ({ ...line.services[0]!, name }));
  const targets = names.map((name) => ({
    ...live.services[0]!,
    service: name,
    ecsService: name,
    container: name,
  }));
  const many = { ...live, services: targets };
  const { output } = await answer({ taskDefinition: names.map((name) => definition(name)) }, many, {
    ...line,
    services,
    environments: [many],
  });
  expect(output.characters).toBeGreaterThan(6144);
  expect(said.at(-1)).toMatch(/^The policy has \d+ characters, and a managed policy may have 6144/);
});

describe('--role terraform', () => {
  const stacked = { ...live, stack: 'app-cluster-live' };
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  beforeEach(() => {
    const backend =
      'backend "s3" {\n    bucket = "states"\n    key = "live.tfstate"\n    use_lockfile = true\n  }';
    write('config/ap-southeast-2/app-cluster-live/tf-config.tf', `terraform {\n  ${backend}\n}\n`);
    const own = 'resource "aws_ecs_cluster" "this" {}\nresource "terraform_data" "x" {}\n';
    write('src/app-cluster-live/main.tf', `${own}module "web" {\n  source = "../modules/web"\n}\n`);
    write('src/modules/web/main.tf', 'resource "aws_lb" "this" {}\ndata "aws_region" "this" {}\n');
  });

  test('is what the state of the stack takes, and says what it leaves out', async () => {
    const { output } = await answer({ role: 'terraform' }, stacked);
    expect(output.policy.Statement.map(({ Sid, Resource }) => [Sid, ...Resource])).toEqual([
      ['FindState', 'arn:aws:s3:::states'],
      ['KeepState', 'arn:aws:s3:::states/live.tfstate'],
      ['LockState', 'arn:aws:s3:::states/live.tfstate.tflock'],
    ]);
    expect(said).toEqual([
      'Not in the policy is what the AWS provider asks for to read and change what the stack has: aws_ecs_cluster, aws_lb.',
    ]);
  });

  test('needs a stack, in the tree', async () => {
    await expect(answer({ role: 'terraform' })).rejects.toMatchObject({
      problems: [{ code: 'orchestrate-environment-stack' }],
    });
    await expect(answer({ role: 'terraform', root: 'elsewhere' }, stacked)).rejects.toMatchObject({
      problems: [{ code: 'orchestrate-root' }],
    });
  });
});

test('a service that the configuration does not know is refused', async () => {
  await expect(answer({ role: 'builder', service: ['service9'] })).rejects.toMatchObject({
    problems: [{ code: 'plan-unknown-service' }],
  });
});
