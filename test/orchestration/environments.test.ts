import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform, World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World('today');
  world.write(
    'promotion.yaml',
    `version: 1
ledger: ../ledger
services: { service1: { job: service1-build, image: registry.example/service1 } }
environments:
  test: { region: ap-southeast-2, stack: appcluster-test, onDemand: {} }
`,
  );
});
afterEach(() => {
  world.close();
});

const why = ['--environment', 'test', '--by', 'anna', '--reason', 'a demo'];

describeWithTerraform('environments on demand, with real Terraform', () => {
  test('one comes, is told of, and goes', async () => {
    const up = await world.call(['environment', 'up', ...why, '--hours', '4', '--out', 'evidence']);
    expect(up).toMatchObject({ code: 0 });
    expect(up.stdout).toMatch(
      /^test {2}is up since \S+ \S+ UTC, by anna: a demo; ends \S+ \S+ UTC\n {6}kept until \S+ \S+ UTC by anna: a demo\n$/,
    );
    expect(world.state('appcluster-test')).not.toEqual([]);
    expect(readFileSync(join(world.tree, 'evidence/apply-test.log'), 'utf8')).toContain('Apply complete!');
    const list = await world.call(['environment', 'list']);
    expect(list.stdout).toBe(up.stdout);
    const due = await world.call(['environment', 'down', '--due', '--reason', 'nightly']);
    expect(due).toMatchObject({ code: 0, stdout: up.stdout });
    expect(await world.call(['environment', 'down', ...why])).toMatchObject({ code: 0 });
    expect(world.state('appcluster-test')).toEqual([]);
    expect((await world.call(['environment', 'list'])).stdout).toMatch(
      /^test {2}is down since \S+ \S+ UTC, by anna: a demo\n$/,
    );
  });

  test('a destroy that fails ends with an error each time it is tried, until it ends well', async () => {
    expect((await world.call(['environment', 'up', ...why])).code).toBe(0);
    world.write(
      'src/appcluster-test/guard.tf',
      'resource "terraform_data" "guarded" {\n  provisioner "local-exec" {\n    when    = destroy\n    command = "exit 3"\n  }\n}\n',
    );
    expect((await world.call(['environment', 'up', ...why])).code).toBe(0);
    const first = await world.call(['environment', 'down', ...why]);
    expect(first.code).toBe(5);
    expect((await world.call(['environment', 'list'])).stdout).toMatch(
      /^test {2}was not destroyed to its end/,
    );
    const again = await world.call(['environment', 'down', '--due', '--reason', 'nightly']);
    expect(again.code).toBe(5);
    expect(again.stderr).toContain('error environment-destroy-failed');
    world.replace('src/appcluster-test/guard.tf', 'exit 3', 'true');
    expect(await world.call(['environment', 'down', '--due', '--reason', 'nightly'])).toMatchObject({
      code: 0,
    });
    expect(world.state('appcluster-test')).toEqual([]);
  });

  test('SIGTERM in the middle leaves it for the next destroy', async () => {
    expect((await world.call(['environment', 'up', ...why])).code).toBe(0);
    const interrupt = Promise.resolve('SIGTERM');
    expect((await world.call(['environment', 'down', ...why], interrupt)).code).toBe(143);
    const { code, stdout } = await world.call(['environment', 'down', '--due', '--reason', 'nightly']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^test {2}is down since \S+ \S+ UTC, by \S+: nightly\n$/);
  });

  test('neither an environment nor --due is no order to destroy', async () => {
    expect((await world.call(['environment', 'down', '--reason', 'oops'])).code).toBe(2);
  });
});
