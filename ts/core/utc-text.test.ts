import { utcText, utcTextFrom } from './utc-text.ts';

test.each([
  ['2026-11-02T12:00:59.999Z', '2026-11-02 12:00 UTC'],
  ['2026-11-02T12:00:00Z', '2026-11-02 12:00 UTC'],
  ['2026-11-02T12:00Z', '2026-11-02 12:00 UTC'],
  ['2026-11-02T12:00+11:00', '2026-11-02T12:00+11:00'],
  ['soon', 'soon'],
])('%s is told as %s', (at, text) => {
  expect(utcText(at)).toBe(text);
});

test.each([
  ['2026-11-02T12:00:00.001Z', '2026-11-02 12:01 UTC'],
  ['2026-12-31T23:59:30Z', '2027-01-01 00:00 UTC'],
  ['2026-11-02T12:00:00.000Z', '2026-11-02 12:00 UTC'],
  ['soon', 'soon'],
])('what may be done from %s on is open at %s', (at, text) => {
  expect(utcTextFrom(at)).toBe(text);
});
