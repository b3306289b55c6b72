import { utcText } from './utc-text.ts';

test.each([
  ['2026-11-02T12:00:59.999Z', '2026-11-02 12:00 UTC'],
  ['2026-11-02T12:00:00Z', '2026-11-02 12:00 UTC'],
  ['2026-11-02T12:00Z', '2026-11-02 12:00 UTC'],
  ['2026-11-02T12:00+11:00', '2026-11-02T12:00+11:00'],
  ['soon', 'soon'],
])('%s is told as %s', (at, text) => {
  expect(utcText(at)).toBe(text);
});
