import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionOf, steps } from '../../ts/steps/catalogue.ts';
import { installProgram } from './program.ts';

/** The program as it is installed on an agent, and what a Jenkins library has of it. */
const program = installProgram();
const tree = join(program.folder, 'tree');
afterAll(() => {
  program.remove();
});

const names = steps.map(({ name }) => name);

test.each(names)('%s shows its help, and refuses a flag that it does not have', async (name) => {
  const help = await program.run([...name.split(' '), '--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain(`ecs-promote ${name}`);
  const refused = await program.run([...name.split(' '), '--no-such-flag']);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('error usage-unknown-flag');
});

test('each step is registered in the bundle that its definition names', async () => {
  const missing: string[] = [];
  for (const { name, bundle } of await Promise.all(steps.map(definitionOf))) {
    const entry = readFileSync(join(__dirname, '..', '..', 'ts', 'cli', `entry-${bundle}.ts`), 'utf8');
    if (!entry.includes(`'./run/${name.replaceAll(' ', '-')}.ts'`)) missing.push(`${name} in ${bundle}`);
  }
  expect(missing).toEqual([]);
});

test('the first line names the version of the tree and the bundle that runs', async () => {
  const version = readFileSync(join(tree, 'dist', 'VERSION'), 'utf8').trim();
  const { firstLine, stdout } = await program.run(['--version']);
  const bundle = join(tree, 'dist', 'lib', 'ecs-promote.cjs');
  expect(firstLine).toBe(`ecs-promote ${version} from ${bundle}, Node ${process.version}`);
  expect(stdout).toBe(`${version}\n`);
});

test('the checksums fit the tree', () => {
  const output = execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: join(tree, 'dist') });
  expect(output.toString()).toBe('');
});

test('a step that needs AWS is loaded, and the SDK says nothing of Node versions', async () => {
  const { code, stderr } = await program.run(['status', '--environment', 'live', '--config', 'absent.yaml']);
  expect(code).toBe(4);
  expect(stderr).toContain('error config-missing');
  expect(stderr).not.toMatch(/NodeVersionSupport|Warning/);
});

test('all that the other bundles take from the entry is there', () => {
  const bundle = (file: string): string => readFileSync(join(tree, 'dist', 'lib', file), 'utf8');
  const offered = new Set([...bundle('ecs-promote.cjs').matchAll(/(\$\d+):\(\)=>/g)].map(([, key]) => key));
  for (const file of ['ecs-promote-aws.cjs', 'ecs-promote-terraform.cjs']) {
    const taken = [...bundle(file).matchAll(/=[\w$]+\.(\$\d+)/g)].map(([, key]) => key);
    expect(taken).not.toEqual([]);
    expect(taken.filter((key) => !offered.has(key))).toEqual([]);
  }
});

test('through a link too the bundles find the entry that loaded them', async () => {
  const link = join(program.folder, 'linked');
  symlinkSync(join(tree, 'resources', 'ecs-promote'), link);
  const copy = join(link, 'ecs-promote.cjs');
  const { stderr } = await program.run(
    ['status', '--environment', 'live', '--config', 'absent.yaml'],
    {},
    copy,
  );
  expect(stderr).toContain('error config-missing');
});

test('a bundle that is called by itself says what loads it, and starts nothing', () => {
  const file = join(tree, 'dist', 'lib', 'ecs-promote-aws.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, '--version'], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('Error: it is loaded by the ecs-promote.cjs beside it and by nothing else');
});

test('malformed YAML is told with line and column by the reader in its own file', async () => {
  writeFileSync(join(program.folder, 'bad.yaml'), 'version: 1\nservices: [\n');
  const { code, stderr } = await program.run(['status', '--environment', 'live', '--config', 'bad.yaml']);
  expect(code).toBe(4);
  expect(stderr).toMatch(/error config-\S+ \S*bad\.yaml:\d+:\d+/);
});

test('a copy that lacks a file says which by code', async () => {
  const folder = join(program.folder, 'copied');
  mkdirSync(folder);
  const add = (file: string) => {
    copyFileSync(join(tree, 'dist', 'lib', file), join(folder, file));
  };
  add('ecs-promote.cjs');
  copyFileSync(join(tree, 'dist', 'VERSION'), join(folder, 'VERSION'));
  const copy = join(folder, 'ecs-promote.cjs');
  const steps = 'ecs-promote-steps.cjs';
  const image = 'ecs-promote-image.cjs';
  for (const [words, file] of [
    [['--help'], steps],
    [['plan', '--help'], steps],
    [['status', '--environment', 'live'], steps],
    [['rehearse'], image],
    [['rehearse'], 'ecs-promote-rehearsal.cjs'],
    [['status', '--environment', 'live'], 'ecs-promote-aws.cjs'],
    [['display-name', '--repo', '.'], 'ecs-promote-git.cjs'],
    [['orchestrate', 'plan', 'global'], 'ecs-promote-terraform.cjs'],
  ] as const) {
    if (file !== steps) add(steps);
    if (file !== steps && file !== image) add(image);
    const { code, stderr } = await program.run(words, {}, copy);
    expect(code).toBe(6);
    expect(stderr).toContain('error program-bundle-missing');
    expect(stderr).toContain(file);
  }
});

test('help tells of the steps that only images have where what Jenkins copies is all there is', async () => {
  const library = join(tree, 'resources', 'ecs-promote', 'ecs-promote.cjs');
  const { code, stdout } = await program.run(['--help'], {}, library);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}plan +Say what promoting/m);
  expect(stdout).toMatch(/^ {2}rehearse +On the images of agents and controllers only$/m);
});
