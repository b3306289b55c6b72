import type { Scene } from '../testing/promotions.ts';
import { board, two } from '../testing/small-board.ts';
import { histories } from './history.ts';

const daily = (count: number): readonly Scene[] =>
  Array.from({ length: count }, (_, at) => ({ release: two(at + 1, 1), from: at * 20, to: at * 20 + 5 }));
const told = (test: readonly Scene[]) => histories(board({ test })).text;

it('tells the last twenty, and how many there are', () => {
  const text = told(daily(21));
  expect(text.match(/<li /g)).toHaveLength(20);
  expect(text).toContain('<small>the last 20 of 21</small>');
  expect(told(daily(20))).toContain('<small>20 promotions</small>');
});

it('says why one ended as it did only where it did not end well', () => {
  expect(told(daily(1))).not.toContain('it was verified');
  expect(told([{ release: two(1, 1), from: 0, to: 5, result: 'failed' }])).toContain('it was failed');
});
