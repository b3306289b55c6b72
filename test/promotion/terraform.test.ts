import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anEnvironment } from '../../ts/core/gates/example.ts';
import { environmentState } from '../../ts/core/ledger/environment-state.ts';
import { sha256Hex } from '../../ts/core/release/canonical.ts';
import type { Release } from '../../ts/core/release/release.ts';
import type { EnvironmentTools } from '../../ts/app/tools.ts';
import type { Stack } from '../../ts/ports/stack.ts';
import { stackTree } from '../../ts/rehearsal/terraform/tree.ts';
import { describeWithTerraform } from '../orchestration/world.ts';
import { byTerraform, stackOf, writeInStack, writeStack } from './stack.ts';
import { World } from './world.ts';

let world: World;
let said: string[];

beforeEach(async () => {
  world = await World.start({ server: true });
  said = [];
  writeTree(['service1', 'service2']);
});
afterEach(() => world.close());

const writeTree = (names: readonly string[], memory?: number) => {
  writeStack(world, names, memory);
};

/** Tools like those of a new process, with the stack as the program makes it. */
async function tools(
  around: (stack: Stack) => Stack = (stack) => stack,
  interrupted?: AbortSignal,
  env: Readonly<Record<string, string>> = {},
) {
  const given = await world.tools({ settings: byTerraform, ...(interrupted && { interrupted }) });
  const report = { line: (text: string) => void said.push(text) };
  return { ...given, report, stack: around(stackOf(world, given, report, env)) };
}

const promote = async (release: Release, with_?: EnvironmentTools, input = {}) =>
  world.promoteWith(with_ ?? (await tools()), release, input);
const crash = (build: number) => {
  world.emulator.faults.add({
    kind: 'crashLoop',
    cluster: 'appcluster-test',
    repository: 'service2',
    tag: String(build),
  });
};
const imageIn = async (service: string) => (await world.imageOf(service))?.replace(/^.*\//, '');

class Killed extends Error {}

describeWithTerraform('a promotion with the engine terraform', () => {
  test('applies the stack with the builds, follows what that began, and proves it', async () => {
    const release = await world.release(90, 41);
    const record = await promote(release);
    expect(record).toMatchObject({ result: 'verified', plan: { engine: 'terraform' } });
    expect(record.plan?.terraform?.resources.map(({ address }) => address)).toContain(
      'module.appcluster.terraform_data.deployment["service1"]',
    );
    expect(said.join('\n')).toContain('  + create  module.appcluster.terraform_data.deployment["service1"]');
    expect(record.proof.map(({ outcome, tasks }) => [outcome, tasks])).toEqual([
      ['proven', 2],
      ['proven', 2],
    ]);
    expect(await imageIn('service1')).toContain(`service1@${release.services['service1']?.digest ?? ''}`);
    const ofTerraform = ['evidence/terraform.log', 'evidence/changes.json'];
    expect(record.evidence).toEqual(expect.arrayContaining(ofTerraform));
    const outcome = (await (await world.tools()).ledger.read('test')).at(-1);
    for (const name of ofTerraform) {
      const hash = sha256Hex(readFileSync(join(world.dir, 'out', name)));
      expect(outcome).toMatchObject({ archived: { [name]: hash } });
    }
    expect((await promote(release)).result).toBe('nothingToDo');
  });

  test('creates what is missing, and says where the stack does not', async () => {
    const ecsService = 'new-service1';
    const services = anEnvironment('test', []).services.map((target) =>
      target.service === 'service1' ? { ...target, ecsService } : target,
    );
    const given = await tools();
    const environment = { ...given.environment, services };
    const record = await promote(await world.release(90, 41), { ...given, environment });
    expect(record.problems.map(({ what }) => what).join()).toContain(
      'service1: after the apply appcluster-test has no service new-service1',
    );
  });

  test('goes back by Terraform to the release that was verified', async () => {
    const good = await world.release(90, 41);
    await promote(good);
    const bad = await world.release(91, 42);
    crash(42);
    const record = await promote(bad);
    expect(record).toMatchObject({ result: 'rolledBack', running: expect.any(String) as string });
    expect(await imageIn('service2')).toContain(good.services['service2']?.digest);
    expect(record.proof).toHaveLength(2);
  });

  test.each(['before the apply', 'after the apply'])(
    'killed %s it is finished by the next run',
    async (when) => {
      const release = await world.release(90, 41);
      const killed = await tools((stack) => ({
        plan: (wanted) => stack.plan(wanted),
        away: (...of) => stack.away(...of),
        evidence: () => stack.evidence(),
        close: () => stack.close(),
        apply: async () => {
          if (when === 'after the apply') await stack.apply();
          throw new Killed();
        },
      }));
      await expect(promote(release, killed)).rejects.toThrow(Killed);
      const record = await promote(release);
      expect(record).toMatchObject({ result: 'verified', resumed: true });
      expect(world.calls('UpdateService')).toBe(2);
      const facts = await killed.ledger.read('test');
      expect(environmentState('test', facts).promotions).toHaveLength(1);
    },
  );

  test('what was not approved is not applied by a run that goes on', async () => {
    await promote(await world.release(90, 41));
    const release = await world.release(91, 42);
    const killed = await tools((stack) => ({
      plan: (wanted) => stack.plan(wanted),
      away: (...of) => stack.away(...of),
      evidence: () => stack.evidence(),
      close: () => stack.close(),
      apply: () => Promise.reject(new Killed()),
    }));
    await expect(promote(release, killed)).rejects.toThrow(Killed);
    writeInStack(world, 'src/appcluster-test/more.tf', 'resource "terraform_data" "more" {}\n');
    const record = await promote(release);
    expect(record.result).toBe('failed');
    expect(record.problems[0]?.what).toContain('Terraform would do what was not approved');
    expect(world.calls('UpdateService')).toBe(2);
  });

  test('an interruption leaves it to the next run', async () => {
    const release = await world.release(90, 41);
    const stop = new AbortController();
    const interrupted = await tools(
      (stack) => ({
        plan: (wanted) => stack.plan(wanted),
        away: (...of) => stack.away(...of),
        evidence: () => stack.evidence(),
        close: () => stack.close(),
        apply: () => {
          stop.abort(new Killed());
          return stack.apply();
        },
      }),
      stop.signal,
    );
    await expect(promote(release, interrupted)).rejects.toThrow(Killed);
    expect((await promote(release)).result).toBe('verified');
  });

  test('a stack that does not take the build fails, and says why', async () => {
    writeInStack(
      world,
      'src/modules/appcluster/main.tf',
      stackTree([])['src/modules/appcluster/main.tf']?.replace(
        'lookup(var.images, name, one.image)',
        'one.image',
      ) ?? '',
    );
    const record = await promote(await world.release(90, 41));
    expect(record.result).toBe('failed');
    expect(record.problems.map(({ what }) => what).join()).toContain('the stack does not take the build');
  });

  test('a failure of the apply is a failure of the promotion, in Terraform’s words', async () => {
    await promote(await world.release(90, 41));
    writeInStack(
      world,
      'src/modules/appcluster/ecs.cjs',
      'console.error("no capacity"); process.exitCode = 1;\n',
    );
    const record = await promote(await world.release(91, 42));
    expect(record.result).toBe('failed');
    expect(said.join('\n')).toContain('no capacity');
  });

  describe('and what else its stack would move', () => {
    const asAws = join(__dirname, '../fixtures/orchestration/as-aws.cjs');
    const promoteAsAws = async (release: Release) =>
      promote(release, await tools(undefined, undefined, { ECS_PROMOTE_TERRAFORM: asAws }));
    /** Resources that no emulator has: each service with its target group, and the rules that lead there. */
    const beside = (groups: Readonly<Record<string, string>>, revision: number) => {
      const blocks = Object.entries(groups).map(([service, group]) => {
        const arn = `arn:aws:elasticloadbalancing:ap-southeast-2:123456789012:targetgroup/${group}/73e2d6bc`;
        const attached = `load_balancer = [{ target_group_arn = "${arn}" }]`;
        const task = `task_definition = "by-terraform-${service}:${revision}"`;
        return `resource "terraform_data" "${service}" {
  input = { type = "aws_ecs_service", values = { name = "${service}", cluster = "appcluster-test", ${attached}, ${task} } }
}
resource "terraform_data" "${service}-rule" {
  input = { type = "aws_lb_listener_rule", values = { action = [{ type = "forward", target_group_arn = "${arn}" }] } }
}
`;
      });
      writeInStack(world, 'src/appcluster-test/beside.tf', blocks.join(''));
    };

    test('moves with a service that the release brings another build of, and with no other', async () => {
      beside({ service1: 'one-blue', service2: 'two-blue' }, 1);
      const release = await world.release(90, 41);
      expect((await promoteAsAws(release)).result).toBe('verified');

      beside({ service1: 'one-blue', service2: 'two-green' }, 2);
      const service1 = await world.build('service1', 91);
      const next = { ...release, services: { ...release.services, service1 } };
      const refused = await promoteAsAws(next);
      expect(refused.result).toBe('refused');
      expect(refused.problems.map(({ code, what }) => [code, what])).toEqual([
        [
          'orchestrate-hand-over',
          'Terraform would move task_definition of terraform_data.service2 from by-terraform-service2:1 to by-terraform-service2:2.',
        ],
        [
          'orchestrate-hand-over',
          'Terraform would move load_balancer of terraform_data.service2 from two-blue to two-green.',
        ],
        [
          'orchestrate-hand-over',
          'Terraform would move action of terraform_data.service2-rule from 100% two-blue to 100% two-green.',
        ],
      ]);
      expect(world.calls('UpdateService')).toBe(2);

      const both = { ...next, services: { service1, service2: await world.build('service2', 42) } };
      expect((await promoteAsAws(both)).result).toBe('verified');
    });
  });
});
