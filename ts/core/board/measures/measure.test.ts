import { medianOf, shareOf } from './measure.ts';

test.each([
  { values: [], value: null },
  { values: [1, 2, 3, 4], value: null },
  { values: [5, 1, 4, 2, 3], value: 3 },
  { values: [10, 1, 2, 30, 20, 3], value: 6.5 },
  { values: [7, 7, 7, 7, 7], value: 7 },
])('the median of $values is $value', ({ values, value }) => {
  expect(medianOf(values)).toEqual({ value, of: values.length });
});

test.each([
  { part: 0, whole: 0, value: null },
  { part: 1, whole: 4, value: null },
  { part: 1, whole: 5, value: 0.2 },
  { part: 0, whole: 8, value: 0 },
])('$part of $whole is a share of $value', ({ part, whole, value }) => {
  expect(shareOf(part, whole)).toEqual({ value, of: whole });
});
