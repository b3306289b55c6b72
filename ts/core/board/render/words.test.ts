import { count, duration, medianTime, moment, perWeek, share, some } from './words.ts';

test.each([
  [0, '0 s'],
  [89_000, '89 s'],
  [240_000, '4 min'],
  [89 * 60_000, '89 min'],
  [90 * 60_000, '1.5 h'],
  [26 * 3_600_000, '26 h'],
  [60 * 3_600_000, '2.5 d'],
  [12.4 * 86_400_000, '12 d'],
])('%d ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

test.each([
  ['2026-11-04T09:05:00.000Z', '4 Nov 09:05'],
  ['2025-12-31T23:59:59.999Z', '31 Dec 2025 23:59'],
])('%s is %s on a board of 2026', (at, words) => {
  expect(moment(at, '2026-11-26T06:00:00.000Z')).toBe(words);
});

it('says of too few records that they are too few, and how many', () => {
  const none = { value: null, of: 0 };
  const few = { value: null, of: 3 };
  expect([perWeek(none), medianTime(few), share(few)]).toEqual(['no records', 'too few (3)', 'too few (3)']);
});

it('says figures as people do', () => {
  expect([
    perWeek({ value: 2.34, of: 9 }),
    perWeek({ value: 12.6, of: 90 }),
    share({ value: 0.125, of: 8 }),
    count(1, 'service'),
    count(5000, 'record'),
    some(['a', 'b', 'c', 'd'], 2),
  ]).toEqual(['2.3', '13', '13 %', '1 service', '5,000 records', 'a, b and 2 more']);
});
