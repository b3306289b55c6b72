import { membersOf } from '../steps/members.ts';
import { orchestrateStep } from '../steps/orchestrate.ts';
import { statusStep } from '../steps/status.ts';
import { readArguments } from './arguments.ts';

/** `orchestrate` takes options of another program; what belongs to whom is decided here, what they mean is not. */
const cases: readonly (readonly [words: readonly string[], input: Readonly<Record<string, unknown>>])[] = [
  [['apply', 'app', 'eu', '-force'], { words: ['apply', 'app', 'eu'], options: ['-force'] }],
  [['apply', 'app', '-var', 'a=b', 'eu'], { words: ['apply', 'app', 'eu'], options: ['-var', 'a=b'] }],
  [['apply', '-var=a=b', 'app'], { words: ['apply', 'app'], options: ['-var=a=b'] }],
  [['apply', 'app', '-var', '-x=--json'], { words: ['apply', 'app'], options: ['-var', '-x=--json'] }],
  [['apply', 'app', '-var'], { words: ['apply', 'app'], options: ['-var'] }],
  [
    ['plan', 'app', '-target', 'module.x', '--out', 'o'],
    { words: ['plan', 'app'], options: ['-target', 'module.x'], out: 'o' },
  ],
  [
    ['plan', 'app', '-refresh=false', '--release=r.json'],
    { words: ['plan', 'app'], options: ['-refresh=false'], release: 'r.json' },
  ],
  [['plan', '--', '-app'], { words: ['plan', '-app'] }],
];

test.each(cases)('%j are read as %j', (words, input) => {
  expect(readArguments(words, orchestrateStep)).toMatchObject({ input, problems: [] });
});

test('a step without foreign options takes no word with one hyphen', () => {
  const { foreign, ...step } = orchestrateStep;
  expect(foreign?.member).toBe('options');
  expect(readArguments(['plan', '-force'], step).problems).toEqual([
    expect.objectContaining({ code: 'usage-unknown-flag' }),
  ]);
});

test('the member that takes foreign options is a list of texts', () => {
  const member = membersOf(orchestrateStep).find(({ name }) => name === orchestrateStep.foreign?.member);
  expect(member?.kind).toBe('texts');
});

test('an environment that is typed as a word is asked back as the flag', () => {
  const [problem, ...more] = readArguments(['live'], statusStep).problems;
  expect(more).toEqual([]);
  expect(problem?.next).toMatch(/^Write --environment live if that is meant\. See ecs-promote status --help/);
});
