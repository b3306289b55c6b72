import { board, environment, two } from '../testing/small-board.ts';
import { historyDrawing } from './drawing.ts';

const made = board({
  test: [
    { release: two(1, 1), from: 0, to: 100 },
    { release: two(2, 1), from: 1440, to: 1540, result: 'failed' },
  ],
});
const { history } = environment(made, 'test');
const bars = (days: number) =>
  [...historyDrawing(history, { ...made, days }).text.matchAll(/<rect x="([^"]*)" y="(\d+)"/g)].map(
    ([, x, y]) => [Number(x), Number(y)],
  );

it('has a bar above the line for what arrived and one below it for what failed', () => {
  expect(bars(2)).toEqual([
    [0, 4],
    [158, 33],
  ]);
});

it('leaves out what was before its days', () => {
  expect(bars(1)).toEqual([[0, 33]]);
});
