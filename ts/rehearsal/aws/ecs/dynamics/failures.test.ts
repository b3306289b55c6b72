import { breakerThreshold } from './failures.ts';

test.each([
  ['half of the desired count', undefined, 20, 10],
  ['rounded up', undefined, 9, 5],
  ['at least three', undefined, 1, 3],
  ['at most two hundred', undefined, 1000, 200],
  ['a count as it is', { type: 'COUNT', value: 7 } as const, 1, 7],
  ['a bounded percentage', { type: 'BOUNDED_PERCENT', value: 10 } as const, 20, 3],
  ['an unbounded percentage', { type: 'UNBOUNDED_PERCENT', value: 10 } as const, 20, 2],
])('the circuit breaker trips after %s', (_what, thresholdConfiguration, desired, threshold) => {
  expect(breakerThreshold({ enable: true, rollback: true, thresholdConfiguration }, desired)).toBe(threshold);
});
