import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform, World } from './world.ts';

const app = ['appcluster-test', 'ap-southeast-2'];

let world: World;
beforeEach(() => {
  world = new World('today');
});
afterEach(() => {
  world.close();
});

describeWithTerraform('the commands of orchestrate, with real Terraform', () => {
  test('a stack with a region goes from nothing to applied, is put out as JSON, and is destroyed', async () => {
    const before = world.fingerprint();
    expect(await world.run(['init', ...app])).toMatchObject({ code: 0, stdout: 'Initialised.\n' });
    expect(await world.run(['validate', ...app])).toMatchObject({ code: 0, stdout: 'Valid.\n' });

    const planned = await world.run(['plan', ...app, '-var', 'service1-build=90']);
    expect(planned.code).toBe(0);
    expect(planned.stdout).toMatch(
      /^ {2}\+ create {2}module\.appcluster\.module\.service\["service1"\]\.terraform_data/m,
    );
    expect(planned.stdout).toMatch(/^2 to create$/m);

    const applied = await world.run(['apply', ...app, '-var', 'service1-build=90']);
    expect(applied).toMatchObject({ code: 0, stdout: 'Applied (2 to create).\n' });
    expect(applied.stderr).toContain('Apply complete!');
    expect(await world.run(['apply', ...app, '-var', 'service1-build=90'])).toMatchObject({
      stdout: 'Nothing to do.\n',
    });

    expect(await world.outputs(app)).toEqual({
      definition: 'service1:90\n',
      place: 'test in ap-southeast-2',
      motto: 'all\'s "well" that  ends well',
      password: null,
    });
    expect(await world.outputs([...app, 'password'])).toEqual({ password: 'correct-horse' });
    expect(world.fingerprint()).toBe(before);

    world.write('promotion.yaml', promotionYaml('onDemand: {}'));
    expect(await world.run(['destroy', ...app, '-force'])).toMatchObject({
      code: 0,
      stdout: 'Destroyed (2 to destroy).\n',
    });
    expect(world.state('appcluster-test')).toEqual([]);
    expect(world.leftovers()).toEqual([]);
  });

  test('a stack without a region takes its values from JSON', async () => {
    await world.result(['apply', 'global']);
    expect(await world.outputs(['global'])).toEqual({ repositories: ['service 2', 'service1'] });
  });

  test.each([
    ['an equals sign', 'a=b=c'],
    ['line breaks', 'one\ntwo\n'],
    ['quotes and blanks', ` it's "quoted" `],
    ['what a shell would run', '$(touch /tmp/x); `id` & | > < * ~'],
    ['what Terraform would interpolate', '${var.region} %{ if true }x%{ endif }'],
    ['nothing', ''],
    ['a hyphen first', '-target=x'],
    ['letters beyond ASCII', 'Grüße 🚢'],
  ])('a value with %s arrives as it is', async (_, value) => {
    await world.result(['apply', ...app, '-var', `motto=${value}`, '-var=service1-build=1']);
    expect(await world.outputs([...app, 'motto'])).toEqual({ motto: value });
  });

  test('builds win over values of the tree and of the command line, and an artifact of the samples’ form is enough', async () => {
    mkdirSync(join(world.tree, 'import'));
    world.write('import/service1.env.groovy', "env.SERVICE1_BUILD='41'\n");
    world.write('import/other.env.groovy', 'env.OTHER_BUILD=7\n');
    const { stderr } = await world.run(['apply', ...app, '-var', 'service1-build=1', '--import', 'import']);
    expect(stderr).toContain('note: the stack declares no variable for the build of other; left out');
    expect(await world.outputs([...app, 'definition'])).toEqual({ definition: 'service1:41\n' });
  });

  test('the hash that plan prints lets exactly those changes be applied', async () => {
    const { changesHash: planned } = await world.result(['plan', ...app, '-var', 'service1-build=90']);
    const approved = String(planned);
    const refused = await world.run([
      'apply',
      ...app,
      '-var',
      'service1-build=91',
      '--approved-changes',
      approved,
    ]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('error terraform-not-approved');
    expect(() => world.state('appcluster-test')).toThrow('ENOENT');
    const { applied, changesHash: again } = await world.result([
      'apply',
      ...app,
      '-var',
      'service1-build=90',
      '--approved-changes',
      approved,
    ]);
    expect([applied, again]).toEqual([true, approved]);
  });

  test('evidence holds the log and the changes, and no secret', async () => {
    world.env['TF_VAR_database-password'] = 'battery-staple';
    await world.result(['apply', ...app, '--out', 'evidence', '-var', 'motto=battery-staple']);
    const log = readFileSync(join(world.tree, 'evidence/apply-appcluster-test.log'), 'utf8');
    const changes = readFileSync(join(world.tree, 'evidence/changes.json'), 'utf8');
    expect(log).toContain('motto = "(sensitive)"');
    expect(log).toContain('Apply complete!');
    expect(JSON.parse(changes)).toMatchObject({
      version: 1,
      resources: [{ action: 'create' }, { action: 'create' }],
    });
    expect(log + changes).not.toContain('battery-staple');
    expect(world.files().filter((file) => file.startsWith('evidence/'))).toHaveLength(2);
  });

  test('a copy left in the tree by hand is not taken along, and other folders of the tree can be reached', async () => {
    mkdirSync(join(world.tree, 'src/global/.terraform'));
    mkdirSync(join(world.tree, 'shared'));
    world.write('src/global/.terraform/terraform.tfstate', 'nonsense');
    world.write('shared/name.txt', 'shared');
    world.write(
      'src/global/more.tf',
      'output "shared" {\n  value = file("${path.module}/../../shared/name.txt")\n}\n',
    );
    await world.result(['apply', 'global']);
    expect(await world.outputs(['global', 'shared'])).toEqual({ shared: 'shared' });
  });
});

describeWithTerraform('what is wrong is told before anything is done', () => {
  const cases: readonly (readonly [
    what: string,
    words: readonly string[],
    change: () => void,
    code: number,
    error: string,
  ])[] = [
    [
      'a stack that is not there',
      ['plan', 'appcluster-tset', 'ap-southeast-2'],
      () => undefined,
      4,
      'orchestrate-stack',
    ],
    [
      'a region that is not there',
      ['plan', 'appcluster-test', 'us-east-1'],
      () => undefined,
      4,
      'orchestrate-config',
    ],
    ['a region that was forgotten', ['plan', 'appcluster-test'], () => undefined, 4, 'orchestrate-config'],
    [
      'a file of values that was cut off',
      ['plan', 'global'],
      () => {
        world.write('config/global/variables.tfvars.json', '{"services": [');
      },
      4,
      'terraform-unreadable',
    ],
    [
      'a file of values with a null',
      ['plan', 'global'],
      () => {
        world.write('config/global/variables.tfvars.json', 'null');
      },
      6,
      'terraform-failed',
    ],
    [
      'no tree at all',
      ['plan', 'global'],
      () => {
        rmSync(join(world.tree, 'src'), { recursive: true });
      },
      4,
      'orchestrate-root',
    ],
    [
      'a version that does not fit',
      ['plan', ...app],
      () => {
        world.replace('src/appcluster-test/main.tf', '>= 1.9', '~> 0.99.0');
      },
      4,
      'terraform-version',
    ],
    [
      'a relative path of the state',
      ['apply', ...app],
      () => {
        world.replace('config/ap-southeast-2/appcluster-test/tf-config.tf', world.states, 'here');
      },
      4,
      'terraform-backend-relative',
    ],
    [
      'no backend',
      ['apply', ...app],
      () => {
        world.write('config/ap-southeast-2/appcluster-test/tf-config.tf', '');
      },
      4,
      'terraform-backend-missing',
    ],
    [
      'a module that is not there',
      ['plan', ...app],
      () => {
        world.replace('src/appcluster-test/main.tf', '/modules/appcluster', '/modules/appclutser');
      },
      4,
      'terraform-module-missing',
    ],
    [
      'a file that cannot be read',
      ['plan', ...app],
      () => {
        world.write('src/appcluster-test/broken.tf', 'a = "\n');
      },
      4,
      'terraform-unreadable',
    ],
    [
      'a variable that is not declared',
      ['plan', ...app, '-var', 'service1-bild=1'],
      () => undefined,
      2,
      'orchestrate-variable',
    ],
    [
      'a value that is missing',
      ['plan', 'global'],
      () => {
        world.write('config/global/variables.tfvars.json', '{}');
      },
      4,
      'terraform-invalid',
    ],
    [
      'an argument that Terraform does not know',
      ['plan', 'global'],
      () => {
        world.replace('src/global/main.tf', 'input ', 'iput ');
      },
      4,
      'terraform-invalid src/global/main.tf:7:3',
    ],
    [
      'a command of Terraform that is not offered',
      ['taint', 'global'],
      () => undefined,
      2,
      'orchestrate-command',
    ],
    [
      'an option that is not passed on',
      ['apply', ...app, '-lock=false'],
      () => undefined,
      2,
      'orchestrate-option-refused',
    ],
    [
      'a flag of ours that is misspelt',
      ['apply', ...app, '--relase', 'x'],
      () => undefined,
      2,
      'usage-unknown-flag',
    ],
    [
      'an output that is not there',
      ['output', 'global', 'nothing'],
      () => undefined,
      4,
      'orchestrate-output',
    ],
    [
      'a program that is not there',
      ['plan', 'global', '--terraform', './no-terraform'],
      () => undefined,
      6,
      'terraform-program',
    ],
    [
      'a program that is not Terraform',
      ['plan', 'global', '--terraform', 'true'],
      () => undefined,
      6,
      'terraform-version-unknown',
    ],
    [
      'a destroy without promotion.yaml',
      ['destroy', ...app, '-force'],
      () => undefined,
      3,
      'orchestrate-destroy-unknown',
    ],
    [
      'a destroy of what is not on demand',
      ['destroy', ...app, '-auto-approve'],
      () => {
        world.write('promotion.yaml', promotionYaml(''));
      },
      3,
      'orchestrate-destroy-refused',
    ],
    [
      'a destroy that calls itself apply',
      ['apply', ...app, '-destroy'],
      () => {
        world.write('promotion.yaml', promotionYaml(''));
      },
      3,
      'orchestrate-destroy-refused',
    ],
  ];

  test.each(cases)('%s', async (_, words, change, code, error) => {
    change();
    const ended = await world.run(words);
    expect({ code: ended.code, error: /^error .*$/m.exec(ended.stderr)?.[0] }).toEqual({
      code,
      error: expect.stringContaining(`error ${error}`),
    });
    expect(ended.stderr.match(/^error /gm)).toHaveLength(1);
  });
});

function promotionYaml(onDemand: string): string {
  return `version: 1
services:
  service1: { job: service1-build, image: registry.example/service1 }
environments:
  test:
    region: ap-southeast-2
    engine: terraform
    stack: appcluster-test
    ${onDemand}
`;
}
