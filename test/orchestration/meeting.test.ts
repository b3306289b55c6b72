import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installProgram, type InstalledProgram } from '../cli/program.ts';
import { describeWithTerraform, hasTerraform, World } from './world.ts';

/** Runs that meet others, or are stopped. `gate` keeps an apply waiting until its file is there. */
const app = ['appcluster-test', 'ap-southeast-2'];

let program: InstalledProgram | undefined;
beforeAll(() => {
  program = hasTerraform ? installProgram() : undefined;
}, 120_000);
afterAll(() => program?.remove());

let world: World;
let gate: string;
beforeEach(() => {
  world = new World('today');
  gate = join(world.folder, 'gate');
});
const started: ChildProcess[] = [];
afterEach(async () => {
  // Whatever a failed test left waiting goes on to its end.
  writeFileSync(gate, '');
  const running = started
    .splice(0)
    .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(running.map(ended));
  world.close();
});

const slowly = () => ['apply', ...app, '-var', `gate=${gate}`];

function start(words: readonly string[]): ChildProcess & { said: () => string } {
  const file = program?.file ?? '';
  const child = spawn(process.execPath, [file, 'orchestrate', ...words], {
    cwd: world.tree,
    env: world.env,
    detached: true,
  });
  started.push(child);
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return Object.assign(child, { said: () => text });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

async function until(what: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !what();) {
    if (Date.now() > deadline) throw new Error(`never: ${String(what)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describeWithTerraform('runs that meet or are stopped', () => {
  test('two stacks are applied at a time and do not meet', async () => {
    const both = await Promise.all([world.run(['apply', ...app]), world.run(['apply', 'global'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(world.state('appcluster-test')).toHaveLength(2);
    expect(world.state('global')).toHaveLength(2);
  });

  test('a second run on the stack waits for the first, says for whom, and gives up when its time is over', async () => {
    const first = start(slowly());
    const done = ended(first);
    await until(() => first.said().includes('Provisioning with'));
    const impatient = await world.run(['plan', ...app, '--lock-wait-minutes', '0']);
    expect(impatient.code).toBe(6);
    expect(impatient.stderr).toMatch(/error orchestrate-busy\n {2}apply \(process \d+\) still runs/);
    const second = start(['plan', ...app]);
    const secondDone = ended(second);
    await until(() => second.said().includes('waiting: apply (process'));
    writeFileSync(gate, '');
    expect([await done, await secondDone]).toEqual([0, 0]);
  });

  test('a locked state is waited for, with a word on who holds it', async () => {
    const other = join(world.folder, 'other');
    mkdirSync(other);
    const wait = `while [ ! -e '${gate}' ]; do sleep 0.1; done`;
    writeFileSync(
      join(other, 'main.tf'),
      `terraform {\n  backend "local" {\n    path = "${world.states}/global.tfstate"\n  }\n}\n` +
        `resource "terraform_data" "x" {\n  provisioner "local-exec" {\n    command = "${wait}"\n  }\n}\n`,
    );
    const terraform = (words: readonly string[]) =>
      spawn('terraform', words, { cwd: other, env: world.env, stdio: 'ignore' });
    await ended(terraform(['init']));
    const holding = terraform(['apply', '-auto-approve']);
    started.push(holding);
    const holder = ended(holding);
    await until(() => existsSync(join(world.states, '.global.tfstate.lock.info')));

    const impatient = await world.run(['plan', 'global', '--lock-wait-minutes', '0']);
    expect(impatient.code).toBe(6);
    expect(impatient.stderr).toMatch(
      /error terraform-state-locked\n {2}The state is still locked after 0 minutes, by \S+@/,
    );
    const patient = start(['plan', 'global']);
    const done = ended(patient);
    await until(() => patient.said().includes('waiting: the state is locked by'));
    expect(patient.said()).not.toContain('Error acquiring');
    writeFileSync(gate, '');
    expect([await holder, await done]).toEqual([0, 0]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s interrupts Terraform, which keeps its state; run again it goes on',
    async (signal) => {
      const run = start(slowly());
      const done = ended(run);
      await until(() => run.said().includes('Provisioning with'));
      // The lock of the stack names our process and then each Terraform's; the last one is the first of a group of its own.
      const pids = readFileSync(join(world.place(), 'lock'), 'utf8').match(/^\d+/gm) ?? [];
      const terraform = pids.at(-1) ?? '';
      expect(spawnSync('ps', ['-o', 'pgid=', '-p', terraform]).stdout.toString().trim()).toBe(terraform);
      // As a terminal does it: every process of our group gets it. And then once more, as an impatient person does.
      process.kill(-(run.pid ?? 0), signal);
      run.kill(signal);
      expect(await done).toBe(143);
      expect(run.said()).toContain('Gracefully shutting down');
      expect(run.said()).not.toContain('Two interrupts received');
      expect(world.state('appcluster-test')).toEqual(['database', 'slow!', 'task_definition']);
      expect(world.leftovers()).toEqual([]);
      writeFileSync(gate, '');
      expect((await world.result(slowly()))['applied']).toBe(true);
      expect(world.state('appcluster-test')).toEqual(['database', 'slow', 'task_definition']);
    },
  );

  test('a run that is killed leaves Terraform to its end, and the next one waits for that and cleans up', async () => {
    const run = start(slowly());
    const done = ended(run);
    await until(() => run.said().includes('Provisioning with'));
    run.kill('SIGKILL');
    await done;
    expect(world.leftovers()).toContain('lock');
    const next = start(['apply', ...app, '-var', `gate=${gate}`]);
    const nextDone = ended(next);
    await until(() => next.said().includes('waiting: apply (process'));
    writeFileSync(gate, '');
    expect(await nextDone).toBe(0);
    expect(next.said()).toContain('Nothing to do.');
    expect(world.state('appcluster-test')).toEqual(['database', 'slow', 'task_definition']);
    expect(world.leftovers()).toEqual([]);
  });

  test('no file of a run can be read by others', async () => {
    const run = start(slowly());
    const done = ended(run);
    await until(() => run.said().includes('Provisioning with'));
    const cache = join(world.folder, '.cache/ecs-promote/terraform');
    const find = spawn('find', [cache, '-type', 'f', '-name', 'plan', '-printf', '%m %s\n']);
    let modes = '';
    find.stdout.on('data', (chunk: Buffer) => (modes += chunk.toString()));
    await ended(find);
    writeFileSync(gate, '');
    expect(await done).toBe(0);
    expect(modes).toMatch(/^600 [1-9]\d+\n$/);
  });

  test('the launcher runs the program on the tree that it lies in, from wherever it is called', async () => {
    const launcher = join(world.tree, 'orchestrate');
    copyFileSync(join(__dirname, '../../orchestration/orchestrate'), launcher);
    const child = spawn(launcher, ['plan', 'global', '-var', 'services=["one two"]'], {
      cwd: world.folder,
      env: { ...world.env, ECS_PROMOTE: program?.file },
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    expect(await ended(child)).toBe(0);
    expect(stdout).toContain('+ create  terraform_data.repository["one two"]');
  });

  test('where the launcher finds no program it says how to give it one', async () => {
    const launcher = join(world.tree, 'orchestrate');
    copyFileSync(join(__dirname, '../../orchestration/orchestrate'), launcher);
    const child = spawn(launcher, ['plan', 'global'], { env: { PATH: '/usr/bin:/bin' } });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    expect(await ended(child)).toBe(6);
    expect(stderr).toMatch(/no ecs-promote on the PATH.*install\.sh.*\n.*ECS_PROMOTE=/);
  });
});
