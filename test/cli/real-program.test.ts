import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  expect(stderr).toContain('error file-missing');
  expect(stderr).not.toMatch(/NodeVersionSupport|Warning/);
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
  for (const file of ['ecs-promote.cjs', 'VERSION']) {
    copyFileSync(join(tree, 'resources', 'ecs-promote', file), join(folder, file));
  }
  const copy = join(folder, 'ecs-promote.cjs');
  for (const [words, file] of [
    [['rehearse'], 'ecs-promote-rehearsal.cjs'],
    [['status', '--environment', 'live'], 'ecs-promote-aws.cjs'],
    [['display-name', '--repo', '.'], 'ecs-promote-git.cjs'],
    [['orchestrate', 'plan', 'global'], 'ecs-promote-terraform.cjs'],
  ] as const) {
    const { code, stderr } = await program.run(words, {}, copy);
    expect(code).toBe(6);
    expect(stderr).toContain('error program-bundle-missing');
    expect(stderr).toContain(file);
  }
});
