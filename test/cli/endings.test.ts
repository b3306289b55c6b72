import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, installFixtureProgram, readResult } from './program.ts';

const program = installFixtureProgram();
const resultFile = join(program.folder, 'result.json');
const env = { ECS_PROMOTE_RESULT: resultFile };
afterAll(() => {
  program.remove();
});

test('the first line says the version, where the program came from and the Node version', async () => {
  const { firstLine } = await program.run(['echo', '--job', 'x']);
  expect(firstLine).toBe(`ecs-promote 1.2.3+test from fixture, Node ${process.version}`);
});

test('what was typed arrives by kind, with the defaults of the schema', async () => {
  const words = [
    'echo',
    '--job=a=b',
    '--jenkins-home',
    '/h',
    '--limit',
    '5',
    '--ratio',
    '-0.5',
    '--no-color',
  ];
  const { code, stdout } = await program.run([...words, '--whole-message', '--result', 'UNSTABLE']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    job: 'a=b',
    jenkinsHome: '/h',
    limit: 5,
    ratio: -0.5,
    color: false,
    wholeMessage: true,
    result: ['UNSTABLE'],
  });
});

test('JSON arrives as it is; null stays where the schema has it, and is absent elsewhere', async () => {
  const input = JSON.stringify({ job: 'x', parent: null, jenkinsHome: null, deep: { builds: {} } });
  const { stdout } = await program.run(['echo'], { ECS_PROMOTE_INPUT: input });
  const defaults = { limit: 30, wholeMessage: false, color: true, result: ['SUCCESS'] };
  expect(JSON.parse(stdout)).toEqual({ job: 'x', parent: null, deep: { builds: {} }, ...defaults });
});

test('words fill a list, and pairs keep what stands behind the first equals sign', async () => {
  const read = await program.run(['pairs', 'read', 'a', '--json', '--', '-b']);
  expect(JSON.parse(read.stdout)).toEqual(['a', '-b']);
  const pairs = ['A=1', 'B=x=y', 'C='];
  const write = await program.run(['pairs', 'write', ...pairs, '--service', 's', '--json']);
  expect(JSON.parse(write.stdout)).toEqual({ values: { A: '1', B: 'x=y', C: '' } });
});

test('stdout has the text with one newline, the result file the output', async () => {
  const { code, stdout } = await program.run(['pairs', 'read', 'a'], env);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'read\n' });
  expect(readResult(resultFile)).toEqual({
    version: 1,
    step: 'pairs read',
    program: '1.2.3+test',
    ok: true,
    exitCode: 0,
    output: ['a'],
    problems: [],
  });
});

test('an answer with a problem keeps its output and ends with the exit code of the problem', async () => {
  const { code, stdout, stderr } = await program.run(['refuse', '--json'], env);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^error fixture-refused\n {2}release\\n4f2c may not pass\.\n/);
  expect(JSON.parse(stdout)).toMatchObject({
    output: { done: true },
    problems: [{ code: 'fixture-refused' }],
  });
  expect(readResult(resultFile)).toMatchObject({ ok: false, exitCode: 3, output: { done: true } });
});

test('narration can neither colour the log nor pretend to be a line of the program', async () => {
  const { stderr } = await program.run(['echo', '--job', 'x']);
  expect(stderr).toBe('echoing\n  error fake-code \\u001b[31mred\\u202e\n');
});

test('what nobody foresaw is a bug with its stack, and 1', async () => {
  const { code, stderr } = await program.run(['broken'], env);
  expect(code).toBe(1);
  expect(stderr).toMatch(/TypeError: nobody foresaw this\n +at /);
  expect(stderr).toMatch(/caused by Error: nor that/);
  expect(stderr).toMatch(/error bug\n.*made a mistake in broken: nobody foresaw this\./);
  expect(readResult(resultFile)).toMatchObject({ exitCode: 1, problems: [{ code: 'bug' }] });
});

test('a step that can never end is told apart from one that is done', async () => {
  const { code, stderr } = await program.run(['stuck'], env);
  expect(code).toBe(1);
  expect(stderr).toMatch(/error bug-never-ended/);
  expect(readResult(resultFile)).toMatchObject({ ok: false, exitCode: 1 });
});

test('an output that is not as documented is told, and does not undo what was done', async () => {
  const { code, stderr } = await program.run(['undocumented']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^warning: the output of undocumented is not as documented in done/);
});

test('a bundle that is not there is named', async () => {
  const { code, stderr } = await program.run(['elsewhere'], env);
  expect(code).toBe(6);
  expect(stderr).toMatch(/error program-bundle-missing\n {2}elsewhere is in \S*absent\.cjs/);
});

test('a long answer arrives whole', async () => {
  const { code, stdout } = await program.run(['long']);
  expect({ code, length: stdout.length }).toEqual({ code: 0, length: 1024 * 1024 + 1 });
});

test('a reader that closes the pipe early is no failure', async () => {
  const child = program.start(['long'], env);
  child.stdout?.destroy();
  const { code, stderr } = await ended(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(readResult(resultFile)).toMatchObject({ ok: true });
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends a waiting step with 143', async (signal) => {
  const child = program.start(['sleep'], env);
  child.stderr?.on('data', (text: Buffer) => {
    if (text.includes('asleep')) child.kill(signal);
  });
  const { code, stderr } = await ended(child);
  expect(code).toBe(143);
  expect(stderr).toMatch(new RegExp(`error interrupted\n {2}${signal} stopped sleep\\.`));
  expect(readResult(resultFile)).toMatchObject({ exitCode: 143, problems: [{ category: 'interrupted' }] });
});

test('a step that does not listen is left behind within five seconds, with its result written', async () => {
  const child = program.start(['deaf'], env);
  let killedAt = 0;
  child.stderr?.on('data', (text: Buffer) => {
    if (!text.includes('asleep')) return;
    killedAt = performance.now();
    child.kill('SIGTERM');
  });
  const { code, stderr } = await ended(child);
  expect(performance.now() - killedAt).toBeLessThan(5000);
  expect(code).toBe(143);
  expect(stderr).toMatch(/SIGTERM stopped deaf, which did not come to an end in time/);
  expect(readResult(resultFile)).toMatchObject({ exitCode: 143 });
});

test('a step that is done in spite of the signal still does not end with 0', async () => {
  const child = program.start(['deaf', '--seconds', '0.5'], env);
  child.stderr?.on('data', (text: Buffer) => {
    if (text.includes('asleep')) child.kill('SIGTERM');
  });
  expect((await ended(child)).code).toBe(143);
  expect(readResult(resultFile)).toMatchObject({ ok: false, output: { done: true } });
});

test('a result of an earlier call is gone when a later one dies', async () => {
  writeFileSync(resultFile, '{}');
  const child = program.start(['sleep'], env);
  child.stderr?.on('data', (text: Buffer) => {
    if (text.includes('asleep')) child.kill('SIGKILL');
  });
  await ended(child);
  expect(() => readResult(resultFile)).toThrow(/ENOENT/);
});
