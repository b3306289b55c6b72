import { acceptedChecks } from './accepted-checks.ts';

test('a failure is accepted only with a reason', () => {
  expect(acceptedChecks({ acceptFailed: ['listener'], reason: 'it mends it' })).toEqual(['listener']);
  expect(acceptedChecks({ acceptFailed: [] })).toEqual([]);
  for (const reason of [undefined, ' '])
    expect(() => acceptedChecks({ acceptFailed: ['listener'], reason })).toThrow(
      /preflight-accepted-without-reason/,
    );
});
