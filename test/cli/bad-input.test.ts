import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installFixtureProgram, readResult } from './program.ts';

const program = installFixtureProgram();
afterAll(() => {
  program.remove();
});

/** Codes on stderr, in order. */
function codes(stderr: string): readonly string[] {
  return [...stderr.matchAll(/^error (\S+)/gm)].map(([, code = '']) => code);
}

test.each<[readonly string[], readonly string[], RegExp]>([
  [[], ['usage-no-step'], /No step was named/],
  [['pairs'], ['usage-no-step'], /Name one of: pairs write, pairs read/],
  [['ecko'], ['usage-unknown-step'], /Did you mean "echo"/],
  [['pairs', 'wirte', 'a=b'], ['usage-unknown-step'], /Did you mean "pairs write"/],
  [['pairs-write'], ['usage-unknown-step'], /Did you mean "pairs write"/],
  [['toString'], ['usage-unknown-step'], /no step "toString"/],
  [['echo', '--jbo', 'x'], ['usage-unknown-flag'], /Did you mean --job/],
  [['echo', '--job', 'x', '--nonsense'], ['usage-unknown-flag'], /See ecs-promote echo --help/],
  [['echo', '--job', 'x', '--deep', '{}'], ['usage-unknown-flag'], /no flag --deep/],
  [['echo', '--job', 'x', '--constructor', '1'], ['usage-unknown-flag'], /no flag --constructor/],
  [['echo', '--job', 'x', '-l', '3'], ['usage-unknown-flag'], /no flag -l/],
  [['echo', '--job'], ['usage-missing-value'], /--job has no value/],
  [['echo', '--job', '--limit', '5'], ['usage-missing-value'], /--limit is a flag/],
  [['echo', '--job='], ['usage-bad-value'], /--job must be not empty, and is ""/],
  [['echo', '--job', 'x', '--limit', 'ten'], ['usage-bad-value'], /--limit must be a number, and is "ten"/],
  [['echo', '--job', 'x', '--limit', '1e3'], ['usage-bad-value'], /a number/],
  [['echo', '--job', 'x', '--limit', '1.5'], ['usage-bad-value'], /a whole number, and is 1\.5/],
  [['echo', '--job', 'x', '--limit', '0'], ['usage-bad-value'], /at least 1, and is 0/],
  [['echo', '--job', 'x', '--limit', '-3'], ['usage-bad-value'], /at least 1, and is -3/],
  [['echo', '--job', 'x', '--limit', '101'], ['usage-bad-value'], /at most 100/],
  [['echo', '--job', 'x', '--result', 'SUCESS'], ['usage-bad-value'], /Did you mean "SUCCESS"/],
  [['echo', '--job', 'x', '--job', 'y'], ['usage-repeated'], /--job is given more than once/],
  [['echo', '--job', 'x', '--color=yes'], ['usage-unwanted-value'], /takes no value/],
  [['echo', '--job', 'x', 'word'], ['usage-unexpected-word'], /does not know what to do with "word"/],
  [['echo', '--job', 'x', '--', '--limit'], ['usage-unexpected-word'], /"--limit"/],
  [['pairs', 'write', '--service', 's', 'plain'], ['usage-bad-value'], /an equals sign/],
  [['pairs', 'write', '--service', 's', '=x'], ['usage-bad-value'], /an equals sign/],
  [['pairs', 'write', '--service', 's', 'A=1', 'A=2'], ['usage-repeated'], /A is given more than once/],
  [['pairs', 'write', '--service', 's'], ['usage-missing'], /needs KEY=VALUE/],
  [['pairs', 'read'], ['usage-missing'], /needs FILE/],
  [
    ['echo', '--limit', 'ten', '--result', 'RED', '--whole-mesage', 'word'],
    ['usage-unknown-flag', 'usage-unexpected-word', 'usage-bad-value', 'usage-missing', 'usage-bad-value'],
    /--whole-message/,
  ],
])('the words %j are refused with %j', async (words, expected, text) => {
  const { code, stdout, stderr } = await program.run(words);
  expect(codes(stderr)).toEqual(expected);
  expect(stderr).toMatch(text);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test.each<[string, readonly string[], RegExp]>([
  ['{"job":"x",\n limit: 3}', ['usage-input-not-json'], /error usage-input-not-json ECS_PROMOTE_INPUT:2:2/],
  ['nonsense', ['usage-input-not-json'], /does not hold JSON/],
  ['{"job":"x"', ['usage-input-not-json'], /does not hold JSON/],
  ['[]', ['usage-input-not-object'], /holds a list/],
  ['null', ['usage-input-not-object'], /the value null/],
  ['"x"', ['usage-input-not-object'], /the value "x"/],
  ['{}', ['usage-missing'], /echo needs job/],
  ['{"job":null}', ['usage-missing'], /echo needs job/],
  ['{"job":7}', ['usage-bad-value'], /job must be text, and is 7/],
  ['{"job":"x","jenkins-home":"/"}', ['usage-unknown-member'], /Did you mean "jenkinsHome"/],
  ['{"job":"x","__proto__":{"limit":1}}', ['usage-unknown-member'], /no member "__proto__"/],
  ['{"job":"x","limit":"3"}', ['usage-bad-value'], /limit must be a number, and is "3"/],
  ['{"job":"x","result":["SUCCESS",7]}', ['usage-bad-value'], /result\[1\] must be one of/],
  ['{"job":"x","deep":{"builds":{"a":{"number":"1"}}}}', ['usage-bad-value'], /deep\.builds\.a\.number/],
  ['{"limt":1,"result":3}', ['usage-unknown-member', 'usage-missing', 'usage-bad-value'], /a list, and is 3/],
])('the JSON input %s is refused with %j', async (input, expected, text) => {
  const { code, stdout, stderr } = await program.run(['echo'], { ECS_PROMOTE_INPUT: input });
  expect(codes(stderr)).toEqual(expected);
  expect(stderr).toMatch(text);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

describe('an input file', () => {
  mkdirSync(join(program.folder, 'inputs'));
  writeFileSync(join(program.folder, 'inputs', 'latin1.json'), Buffer.from('{"job":"caf\xe9"}', 'latin1'));
  writeFileSync(join(program.folder, 'inputs', 'cut.json'), '{"job":\n');
  writeFileSync(join(program.folder, 'inputs', 'good.json'), '\ufeff{"job":"x"}');

  test.each([
    ['inputs/absent.json', 'usage-input-unreadable', /no such file/],
    ['inputs', 'usage-input-unreadable', /it is a folder/],
    ['inputs/latin1.json', 'usage-input-unreadable', /not UTF-8/],
    ['inputs/cut.json', 'usage-input-not-json', /inputs\/cut\.json/],
  ])('%s is refused with %s', async (file, expected, text) => {
    const { code, stderr } = await program.run(['echo'], { ECS_PROMOTE_INPUT_FILE: file });
    expect(codes(stderr)).toEqual([expected]);
    expect(stderr).toMatch(text);
    expect(code).toBe(2);
  });

  test('is found from the working folder, with a byte order mark or without', async () => {
    const { code, stdout } = await program.run(['echo'], { ECS_PROMOTE_INPUT_FILE: 'inputs/good.json' });
    expect({ code, job: (JSON.parse(stdout) as { job: string }).job }).toEqual({ code: 0, job: 'x' });
  });
});

test.each([
  [['echo', '--job', 'x'], { ECS_PROMOTE_INPUT: '{}' }],
  [['echo', '--job', 'x'], { ECS_PROMOTE_INPUT_FILE: 'x.json' }],
  [['echo'], { ECS_PROMOTE_INPUT: '{}', ECS_PROMOTE_INPUT_FILE: 'x.json' }],
])('input from two places at once is refused: %j %j', async (words, env) => {
  const { code, stderr } = await program.run(words, env);
  expect(codes(stderr)).toEqual(['usage-two-inputs']);
  expect(code).toBe(2);
});

test('an empty variable is no input', async () => {
  const empty = { ECS_PROMOTE_INPUT: '', ECS_PROMOTE_INPUT_FILE: '', ECS_PROMOTE_RESULT: '' };
  expect((await program.run(['echo', '--job', 'x'], empty)).code).toBe(0);
});

test.each([
  ['missing/result.json', /no such file or folder/],
  ['fixture.txt/result.json', /is a file, not a folder|a part of the path is a file/],
])('a result file that cannot be written, %s, is refused before the step starts', async (file, text) => {
  writeFileSync(join(program.folder, 'fixture.txt'), '');
  const { code, stderr } = await program.run(['echo', '--job', 'x'], { ECS_PROMOTE_RESULT: file });
  expect(codes(stderr)).toEqual(['usage-result-file']);
  expect(stderr).toMatch(text);
  expect(stderr).not.toMatch(/echoing/);
  expect(code).toBe(2);
});

test('a refused call leaves its problems in the result file, and nothing beside it', async () => {
  const folder = join(program.folder, 'results');
  mkdirSync(folder);
  const file = join(folder, 'result.json');
  writeFileSync(file, '{"left":"by an earlier call"}');
  await program.run(['echo', '--limit', 'ten'], { ECS_PROMOTE_RESULT: file });
  expect(readdirSync(folder)).toEqual(['result.json']);
  expect(readResult(file)).toMatchObject({
    version: 1,
    step: 'echo',
    program: '1.2.3+test',
    ok: false,
    exitCode: 2,
    output: null,
    problems: [{ code: 'usage-bad-value', category: 'usage' }, { code: 'usage-missing' }],
  });
});
