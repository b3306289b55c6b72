import { isGivenUp } from './given-up.ts';

test.each([
  ['inProgress', 'IN_PROGRESS', false],
  ['inProgress', null, false],
  ['inProgress', 'PENDING', false],
  ['inProgress', 'SOMETHING_NEW', false],
  ['inProgress', 'STOP_REQUESTED', true],
  ['inProgress', 'ROLLBACK_REQUESTED', true],
  ['inProgress', 'ROLLBACK_IN_PROGRESS', true],
  ['failed', 'STOPPED', true],
  ['rolledBack', null, true],
  // What ended a deployment that another one took the place of is that other one.
  ['replaced', 'STOPPED', false],
  ['succeeded', 'SUCCESSFUL', false],
] as const)('a deployment that is %s, %s: given up is %s', (state, status, expected) => {
  expect(isGivenUp({ state, status })).toBe(expected);
});
