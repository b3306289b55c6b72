import { instant } from './instant.ts';

test.each([
  ['a whole minute is itself', '2026-11-02T12:00:00.000Z', '2026-11-02T12:00Z'],
  ['a moment later it is the next one', '2026-11-02T12:00:00.001Z', '2026-11-02T12:01Z'],
  ['also over midnight', '2026-12-31T23:59:30.000Z', '2027-01-01T00:00Z'],
])('%s, so that whoever comes then is let in', (_, moment, told) => {
  expect(instant(Date.parse(moment))).toBe(told);
});
