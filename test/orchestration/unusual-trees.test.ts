/** Trees that people really have, with real Terraform: whatever lies in them, a run works on copies. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform, World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World('today');
});
afterEach(() => {
  world.close();
});

const said = 'output "said" {\n  value = "of a module"\n}\n';

function module(folder: string, text: string): void {
  mkdirSync(join(world.tree, folder), { recursive: true });
  world.write(`${folder}/main.tf`, text);
}

function use(source: string): void {
  world.write('src/global/uses.tf', `module "used" {\n  source = "${source}"\n}\n`);
}

describeWithTerraform('a run works on copies', () => {
  test.each([
    ['beside the stacks', 'src/shared/outer', '../shared/outer'],
    ['beside src', 'lib/outer', '../../lib/outer'],
  ])('a module %s that uses one of /modules is not written to', async (_, folder, source) => {
    module('src/modules/said', said);
    module(folder, 'module "said" {\n  source = "/modules/said"\n}\n');
    use(source);
    const before = world.fingerprint();
    expect(await world.run(['plan', 'global'])).toMatchObject({ code: 0 });
    expect(world.fingerprint()).toBe(before);
    expect(readFileSync(join(world.tree, folder, 'main.tf'), 'utf8')).toContain('"/modules/said"');
  });

  test('what editors and macOS leave beside the files is no part of a stack, as it is none for Terraform', async () => {
    // Emacs’ lock is a link that leads nowhere; macOS keeps what a file has besides its bytes in a second one.
    symlinkSync('anna@laptop.4711:1764150000', join(world.tree, 'src/global/.#main.tf'));
    world.write('src/global/._main.tf', '\0\u0005\u0016\u0007 terraform { required_version = "< 0.12" }');
    world.write('config/global/.#variables.tfvars', 'not = [HCL');
    expect(await world.run(['plan', 'global'])).toMatchObject({ code: 0 });
  });

  test('links that lead back to where they lie are not followed for ever', async () => {
    symlinkSync('..', join(world.tree, 'src/global/up'));
    symlinkSync('.', join(world.tree, 'src/modules/itself'));
    expect(await world.run(['plan', 'global'])).toMatchObject({ code: 0 });
  });
});
