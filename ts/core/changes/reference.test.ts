import { expect, test } from '@jest/globals';
import { referenceOf, type Known } from './reference.ts';

const known: Known = { environments: ['test', 'live', 'decade1'], releases: [], isFile: false };
const id = 'decade1'.padEnd(64, '0');

test.each<[string, Partial<Known>, object]>([
  ['live', {}, { kind: 'verified', environment: 'live' }],
  ['live@verified', {}, { kind: 'verified', environment: 'live' }],
  ['live@running', {}, { kind: 'running', environment: 'live' }],
  ['release.json', { isFile: true }, { kind: 'file', name: 'release.json' }],
  ['./live', { isFile: true }, { kind: 'file', name: './live' }],
  ['old@running', { isFile: true }, { kind: 'file', name: 'old@running' }],
  ['4f2c1a9', { releases: [id] }, { kind: 'release', name: '4f2c1a9' }],
])('%s', (text, differing, expected) => {
  expect(referenceOf(text, { ...known, ...differing })).toEqual(expected);
});

test.each<[string, Partial<Known>, string]>([
  ['live', { isFile: true }, 'changes-state-ambiguous'],
  ['decade1', { releases: [id] }, 'changes-state-ambiguous'],
  ['live@runing', {}, 'changes-moment-unknown'],
  ['live@', {}, 'changes-moment-unknown'],
  ['prod', {}, 'changes-state-unknown'],
  ['prod@running', {}, 'changes-state-unknown'],
  ['@running', {}, 'changes-state-unknown'],
])('%s is refused: %j', (text, differing, code) => {
  expect(() => referenceOf(text, { ...known, ...differing })).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ code })] }),
  );
});

test('what could be two things is told with how to say either', () => {
  expect(() => referenceOf('live', { ...known, isFile: true })).toThrow(
    '“live” can be an environment (live@verified) or a file (./live).',
  );
});
