import { isLive, lineOf } from './line.ts';

/** `live<staging`: live promotes from staging. */
const line = (names: string, wished = '') =>
  lineOf(names.split(' '), wished === '' ? [] : wished.split(' '))
    .map(({ name, promotesFrom }) => [name, ...promotesFrom].join('<'))
    .join(' ');

test.each([
  ['live test', '', 'test live<test'],
  ['sandbox live staging beta test', '', 'test beta<test staging<beta sandbox<staging live<staging'],
  ['prod dev', '', 'dev prod<dev'],
  ['one two', '', 'one two<one'],
  ['prod blue test', '', 'test blue<test prod<blue'],
  ['a b c', 'c a b', 'c a<c b<a'],
  ['live test', 'live test', 'live test<live'],
  ['test live sandbox', 'test live sandbox', 'test live<test sandbox<test'],
  ['sandbox', '', 'sandbox'],
  ['sandbox test', '', 'test sandbox<test'],
  ['live', '', 'live'],
  ['live sandbox', '', 'live sandbox<live'],
])('%s, wished as "%s", is the line %s', (names, wished, expected) => {
  expect(line(names, wished)).toBe(expected);
});

test.each([
  ['live', true],
  ['Production', true],
  ['sandbox', false],
  ['staging', false],
  ['shop', false],
])('%s is where people are: %s', (name, expected) => {
  expect(isLive(name)).toBe(expected);
});
