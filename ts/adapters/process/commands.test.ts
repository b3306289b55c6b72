import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandToRun } from '../../ports/commands.ts';
import { processCommands } from './commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const commands = processCommands({
  cwd: folder,
  env: { PATH: process.env['PATH'], TEAM: 'acme', ECS_PROMOTE_RESULT: '/r', ECS_PROMOTE_INPUT: '{}' },
});
const run = (words: CommandToRun['words'], more: Partial<CommandToRun> = {}, signal?: AbortSignal) =>
  commands.run({ words, environment: {}, timeoutMilliseconds: 20_000, ...more }, signal);
const node = (script: string, ...rest: Parameters<typeof run> extends [unknown, ...infer R] ? R : never) =>
  run([process.execPath, '-e', script], ...rest);

test('tells how a program ended, and what it wrote last, to either stream', async () => {
  const end = await node(
    'console.log("a\\n\\nb"); console.error("c"); process.stdout.write("d\\n"); process.exitCode = 3',
  );
  expect(end.ended).toEqual({ by: 'exit', code: 3 });
  expect([...end.tail].sort()).toEqual(['', 'a', 'b', 'c', 'd']);
  expect(end.milliseconds).toBeGreaterThan(0);
});

test('is no shell: words stay what they are', async () => {
  const { tail } = await run([process.execPath, '-p', 'process.argv[1]', '--', '$HOME; echo *']);
  expect(tail).toEqual(['$HOME; echo *']);
});

test('gives the environment of this process and what the check adds, and keeps our own channel', async () => {
  const script =
    'console.log([process.env.TEAM, process.env.ECS_PROMOTE_ENVIRONMENT, process.env.ECS_PROMOTE_RESULT, process.env.ECS_PROMOTE_INPUT, process.cwd()].join(" "))';
  const { tail } = await node(script, { environment: { ECS_PROMOTE_ENVIRONMENT: 'beta' } });
  expect(tail).toEqual([`acme beta   ${folder}`]);
});

test('keeps the last twenty lines of a program that writes much', async () => {
  const { tail } = await node('for (let i = 1; i <= 20000; i++) console.log("line " + i)');
  expect(tail).toHaveLength(20);
  expect(tail.at(-1)).toBe('line 20000');
});

test.each([
  ['is not there', 'no-such-program-here', 'it was not found'],
  ['may not be run', folder, 'this user may not run it'],
])('a program that %s is told, not thrown', async (_, program, reason) => {
  expect((await run([program])).ended).toEqual({ by: 'notStarted', reason });
});

test('a program that is ended by a signal has not exited', async () => {
  expect((await node('process.kill(process.pid, "SIGABRT")')).ended).toEqual({
    by: 'signal',
    signal: 'SIGABRT',
  });
});

test('what takes too long is ended with all it began, also when it does not want to', async () => {
  const mark = join(folder, 'child-lives');
  const child = `setTimeout(() => require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''), 3500)`;
  const script = `process.on('SIGTERM', () => {});
    require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
    setInterval(() => {}, 1000);`;
  const { ended, milliseconds } = await node(script, { timeoutMilliseconds: 300 });
  expect(ended).toEqual({ by: 'timeout' });
  expect(milliseconds).toBeGreaterThan(2000);
  expect(milliseconds).toBeLessThan(4500);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(existsSync(mark)).toBe(false);
}, 15_000);

test('an interruption ends the program and then throws its reason', async () => {
  const interruption = new AbortController();
  const running = node('setInterval(() => {}, 1000)', {}, interruption.signal);
  setTimeout(() => {
    interruption.abort(new Error('interrupted'));
  }, 200);
  await expect(running).rejects.toThrow('interrupted');
});

test('a process left behind that holds the output open does not hold us', async () => {
  const script = `require('node:child_process').spawn('sleep', ['20'], { stdio: 'inherit', detached: true }).unref(); console.log('done'); process.exit(0)`;
  const { ended, milliseconds, tail } = await node(script);
  expect({ ended, tail }).toEqual({ ended: { by: 'exit', code: 0 }, tail: ['done'] });
  expect(milliseconds).toBeLessThan(5000);
});
