import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform, World } from './world.ts';

const app = ['appcluster-test', 'ap-southeast-2'];

let world: World;
beforeEach(() => {
  world = new World('old');
});
afterEach(() => {
  world.close();
});

describeWithTerraform('a tree in the syntax of Terraform 0.10', () => {
  test('is refused by a current Terraform in one message that names every place', async () => {
    const { code, stderr } = await world.run(['plan', ...app]);
    expect(code).toBe(4);
    expect(stderr.match(/^error /gm)).toEqual(['error ']);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`\`orchestrate migrate ${app.join(' ')} --out DIR\``);
    const places = stderr.replaceAll(/\n {2}/g, ' ').matchAll(/((?:src|config)\/\S+\.tf(?:vars)?:\d+) /g);
    expect([...places].map(([, place]) => place)).toEqual([
      'src/appcluster-test/variables.tf:2',
      'src/appcluster-test/variables.tf:6',
      'src/appcluster-test/variables.tf:10',
      'src/appcluster-test/variables.tf:14',
      'config/ap-southeast-2/appcluster-test/variables.tfvars:1',
      'config/ap-southeast-2/appcluster-test/variables.tfvars:2',
      'config/ap-southeast-2/appcluster-test/variables.tfvars:3',
      'src/modules/appcluster/main.tf:5',
      'src/modules/appcluster/main.tf:11',
      'src/modules/appcluster/main.tf:23',
      'src/modules/appcluster/variables.tf:2',
      'src/modules/appcluster/variables.tf:6',
      'src/modules/appcluster/variables.tf:10',
    ]);
  });

  test('is migrated into a copy, which Terraform takes without a warning', async () => {
    const before = world.fingerprint();
    const copy = join(world.folder, 'copy');
    const migrated = await world.run(['migrate', ...app, '--out', copy]);
    expect(migrated).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ changes in 6 files, written to /),
    });
    expect(migrated.stderr).toContain('src/appcluster-test/variables.tf:2: type = "string" → type = string');
    expect(world.fingerprint()).toBe(before);

    cpSync(copy, world.tree, { recursive: true });
    const { code, stderr } = await world.run(['apply', ...app, '-var', 'service1-build=90']);
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/Warning: (?!Unable to open CLI)/);
    expect(await world.outputs([...app, 'definition'])).toEqual({
      definition: '{"format":"%{Referer}i"}\n 90',
    });
    expect((await world.run(['migrate', ...app, '--out', join(world.folder, 'again')])).stdout).toMatch(
      /^0 changes/,
    );
  });

  test('is not migrated in place, and not over something else', async () => {
    for (const words of [[], ['--out', '.']]) {
      const { code, stderr } = await world.run(['migrate', ...app, ...words]);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining('error orchestrate-migrate-out'),
      });
    }
  });
});

describe('a pinned image', () => {
  const image = 'hashicorp/terraform:0.10.8';

  /** A docker client that writes down how it was called and answers as Terraform 0.10 in a container would. */
  beforeEach(() => {
    const bin = join(world.folder, 'bin');
    mkdirSync(bin);
    const script = `#!/bin/sh
{ for word in "$@"; do printf '%s\\0' "$word"; done; printf '\\n'; } >> '${world.folder}/calls'
case "$*" in
  *' version') echo 'Terraform v0.10.8' ;;
  *' apply '*) echo "applied with $AWS_SECRET_ACCESS_KEY" ;;
esac
`;
    writeFileSync(join(bin, 'docker'), script, { mode: 0o755 });
    world.env['PATH'] = `${bin}:${world.env['PATH'] ?? ''}`;
    world.env['AWS_SECRET_ACCESS_KEY'] = 'wJalrXUtnFEMIK7MDENG';
    world.write('orchestrate.json', JSON.stringify({ image }));
  });

  function calls(): readonly (readonly string[])[] {
    const text = readFileSync(join(world.folder, 'calls'), 'utf8');
    return text
      .split('\0\n')
      .filter((call) => call !== '')
      .map((call) => call.split('\0'));
  }

  test('runs the old syntax as it is, with every word an argument of its own', async () => {
    mkdirSync(join(world.folder, '.aws'));
    const before = world.fingerprint();
    const { code, stdout, stderr } = await world.run([
      'apply',
      ...app,
      '-var',
      'service1-build=9 0\n"$(id)"',
      '-force',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Applied.\n' });
    expect(stderr).toContain('applied with (sensitive)');
    expect(stderr).not.toContain('wJalrXUtnFEMIK7MDENG');
    expect(world.fingerprint()).toBe(before);

    const [version, init, plan, apply, ...more] = calls();
    expect(more).toEqual([]);
    expect(version?.slice(-2)).toEqual([image, 'version']);
    expect(init?.slice(-4)).toEqual([image, 'init', '-input=false', '-no-color']);
    const [, workdir = ''] = /^--workdir=(.*)$/m.exec(plan?.join('\n') ?? '') ?? [];
    const run = workdir.replace(/\/tree\/.*$/, '');
    expect(plan).toEqual([
      'run',
      '--rm',
      '--network=host',
      `--user=${process.getuid?.() ?? ''}:${process.getgid?.() ?? ''}`,
      `--volume=${world.tree}:${world.tree}:ro`,
      `--volume=${run}:${run}`,
      `--volume=${run.replace(/run-\w+$/, 'data')}:${run.replace(/run-\w+$/, 'data')}`,
      `--volume=${run}/tree/tree/src/modules:/modules:ro`,
      `--volume=${world.folder}/.aws:/aws:ro`,
      `--workdir=${run}/tree/tree/src/appcluster-test`,
      '--env=AWS_SECRET_ACCESS_KEY',
      '--env=CHECKPOINT_DISABLE',
      '--env=TF_DATA_DIR',
      '--env=TF_INPUT',
      '--env=TF_IN_AUTOMATION',
      '--env=HOME=/tmp',
      '--env=AWS_CONFIG_FILE=/aws/config',
      '--env=AWS_SHARED_CREDENTIALS_FILE=/aws/credentials',
      '--entrypoint=terraform',
      image,
      'plan',
      '-lock-timeout=0s',
      '-input=false',
      '-no-color',
      `-out=${run}/plan`,
      `-var-file=${workdir}/variables.tfvars`,
      '-var=region=ap-southeast-2',
      '-var=service1-build=9 0\n"$(id)"',
    ]);
    expect(apply?.slice(-5)).toEqual([
      'apply',
      '-lock-timeout=0s',
      '-input=false',
      '-no-color',
      `${run}/plan`,
    ]);
  });

  test('of a Terraform without JSON can not be told what was approved', async () => {
    const { code, stderr } = await world.run(['apply', ...app, '--approved-changes', 'a'.repeat(64)]);
    expect(code).toBe(4);
    expect(stderr).toContain('error terraform-approval-unsupported');
    expect(calls().some((call) => call.includes('apply'))).toBe(false);
  });

  test('without a version is refused', async () => {
    const { code, stderr } = await world.run([
      'plan',
      ...app,
      '--terraform',
      'docker:hashicorp/terraform:latest',
    ]);
    expect(code).toBe(4);
    expect(stderr).toContain('error terraform-image-not-pinned');
  });
});
