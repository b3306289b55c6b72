import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepHelp } from '../../ts/cli/help.ts';
import { definitionOf, steps } from '../../ts/steps/catalogue.ts';
import { installFixtureProgram } from './program.ts';

/** Help is read by people: look at the files under `golden`. `UPDATE_GOLDEN=1` writes them anew. */
const program = installFixtureProgram();
afterAll(() => {
  program.remove();
});

test.each([
  ['program', ['--help']],
  ['program', ['help']],
  ['group', ['pairs', '--help']],
  ['group', ['help', 'pairs']],
  ['echo', ['echo', '--help']],
  ['echo', ['help', 'echo']],
  ['echo', ['echo', '--job', 'x', '-h', '--nonsense']],
  ['pairs-write', ['pairs', 'write', '--help']],
])('%s.txt is what %j shows', async (name, words) => {
  const file = join(__dirname, 'golden', `${name}.txt`);
  const { code, stdout, stderr } = await program.run(words);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, stdout);
  expect(stdout).toBe(readFileSync(file, 'utf8'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('--version is the version alone', async () => {
  expect(await program.run(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3+test\n' });
});

test('help for a step that is not there is an error', async () => {
  expect(await program.run(['ecko', '--help'])).toMatchObject({ code: 2, stdout: '' });
});

test('no line is wider than 100 columns', async () => {
  const { stdout } = await program.run(['echo', '--help']);
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

describe.each(steps.map((entry) => [entry.name, entry] as const))('the help of %s', (_, entry) => {
  test('is not wider than a console, however many values a flag may have', async () => {
    const lines = stepHelp(await definitionOf(entry)).split('\n');
    expect(lines.filter((line) => line.length > 100 && !line.startsWith('    ecs-promote '))).toEqual([]);
  });

  test('says once that a flag may be repeated', async () => {
    const text = stepHelp(await definitionOf(entry)).replaceAll(/\s+/g, ' ');
    expect(text).not.toMatch(/may be repeated[^-]*may be repeated\)/);
  });
});
