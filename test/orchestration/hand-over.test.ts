import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { openLedger } from '../../ts/adapters/ledger/index.ts';
import { exampleDrafts } from '../../ts/core/ledger/example-facts.ts';
import { describeWithTerraform, World } from './world.ts';

const group = (name: string) =>
  `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/73e2d6bc`;

const main = `variable "group" { default = "${group('green')}" }
variable "revision" { default = "12" }
variable "alarm" { default = "5" }

resource "terraform_data" "rule" {
  input = { type = "aws_lb_listener_rule", values = { action = [{ type = "forward", target_group_arn = var.group }] } }
}

resource "terraform_data" "service" {
  input = { type = "aws_ecs_service", values = {
    name            = "service1"
    cluster         = "edge"
    task_definition = "service1:\${var.revision}"
    load_balancer   = [{ target_group_arn = var.group }]
  } }
}

resource "terraform_data" "alarm" {
  input = { type = "aws_cloudwatch_metric_alarm", values = { threshold = var.alarm } }
}
`;

let world: World;
beforeEach(() => {
  world = new World('today');
  world.env['ECS_PROMOTE_TERRAFORM'] = join(__dirname, '../fixtures/orchestration/as-aws.cjs');
  for (const folder of ['src/edge', 'config/edge']) mkdirSync(join(world.tree, folder));
  world.write('src/edge/main.tf', main);
  const state = JSON.stringify(join(world.states, 'edge.tfstate'));
  world.write('config/edge/tf-config.tf', `terraform {\n  backend "local" {\n    path = ${state}\n  }\n}\n`);
  world.write('promotion.yaml', promotionYaml('../ledger'));
});
afterEach(() => {
  world.close();
});

/** What the stack made at first is promoted and proven. */
async function promoted(): Promise<void> {
  expect(await world.run(['apply', 'edge'])).toMatchObject({ code: 0, stdout: 'Applied (3 to create).\n' });
  const ledger = await openLedger('../ledger', { clock: systemClock, cwd: world.tree, env: {} });
  await ledger.append('live', exampleDrafts.verification);
  await ledger.close();
}

const before = ['-var', `group=${group('blue')}`, '-var', 'revision=9'];

describeWithTerraform('the hand-over guard, with real Terraform', () => {
  test('what the last verified promotion put there is not moved, and the plan tells it', async () => {
    await promoted();
    const state = readFileSync(join(world.states, 'edge.tfstate'), 'utf8');

    const planned = await world.run(['plan', 'edge', ...before]);
    expect(planned.code).toBe(0);
    expect(planned.stdout.split('\n').filter((line) => line.startsWith('apply refuses'))).toEqual([
      expect.stringContaining('action of terraform_data.rule from 100% green to 100% blue. Write `lifecycle'),
      expect.stringContaining('task_definition of terraform_data.service from service1:12 to service1:9.'),
      expect.stringContaining('load_balancer of terraform_data.service from green to blue.'),
    ]);
    expect(planned.stdout).not.toContain('next:');
    const { changesHash, refusals } = await world.result(['plan', 'edge', ...before]);
    expect(refusals).toHaveLength(3);

    // Nor is what somebody approved.
    const refused = await world.run(['apply', 'edge', ...before, '--approved-changes', String(changesHash)]);
    expect(refused.code).toBe(3);
    expect(refused.stderr.match(/^error orchestrate-hand-over/gm)).toHaveLength(3);
    expect(readFileSync(join(world.states, 'edge.tfstate'), 'utf8')).toBe(state);
  });

  test('everything else is applied, as it is where nothing was verified', async () => {
    await promoted();
    const other = await world.run(['apply', 'edge', '-var', 'alarm=7']);
    expect(other).toMatchObject({ code: 0, stdout: 'Applied (1 to change).\n' });
    world.write('promotion.yaml', promotionYaml('../another-ledger'));
    const moved = await world.run(['apply', 'edge', ...before]);
    expect(moved).toMatchObject({ code: 0, stdout: 'Applied (3 to change).\n' });
  });

  test('nor by the order to create an environment that is there, and whose promotion is', async () => {
    world.write('promotion.yaml', promotionYaml('../ledger', 'onDemand: {}'));
    await promoted();
    const up = ['environment', 'up', '--environment', 'live', '--by', 'anna', '--reason', 'a demo'];
    expect((await world.call(up)).code).toBe(0);
    world.write('src/edge/main.tf', main.replace(group('green'), group('blue')));
    const refused = await world.call(up);
    expect(refused.code).toBe(3);
    expect(refused.stderr.match(/^error orchestrate-hand-over/gm)).toHaveLength(2);
    // Nothing was begun that is only half there.
    expect((await world.call(['environment', 'list'])).stdout).toMatch(/^live {2}is up since/);

    // What was destroyed is nobody's to keep.
    const down = ['environment', 'down', '--environment', 'live', '--by', 'anna', '--reason', 'a demo'];
    expect((await world.call(down)).code).toBe(0);
    expect((await world.call(up)).code).toBe(0);
    world.write('src/edge/main.tf', main);
    expect((await world.call(up)).code).toBe(0);
  });

  test('a ledger that cannot be read stops only what could move something', async () => {
    await promoted();
    world.write('promotion.yaml', promotionYaml('../absent.git#ledger'));
    expect(await world.run(['apply', 'edge', '-var', 'alarm=7'])).toMatchObject({ code: 0 });
    const stopped = await world.run(['apply', 'edge', ...before]);
    expect(stopped.code).toBe(6);
    expect(stopped.stderr).toContain('error ledger-unreachable');
  });
});

function promotionYaml(ledger: string, more = ''): string {
  return `version: 1
ledger: ${ledger}
services: { service1: { job: service1-build, image: registry.example/service1 } }
environments:
  live: { region: eu-west-1, stack: edge, ${more} }
`;
}
