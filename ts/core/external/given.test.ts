import { givenAnswer } from './given.ts';

const now = Date.UTC(2026, 10, 2, 12);
const kept = (text: string, mask = (one: string): string => one) => givenAnswer(200, text, mask, now).text;

test('an answer is kept with its status and when it came', () => {
  expect(givenAnswer(0, 'nobody imports', String, now)).toEqual({
    at: '2026-11-02T12:00:00.000Z',
    status: 0,
    text: 'nobody imports',
  });
});

test.each([
  ['lines become one', '{\n  "state": "approved"\n}\n', '{ "state": "approved" }'],
  ['what could colour a console goes', '\u001b[31mred\u001b[0m\u0007', 'red'],
  ['half a character is none', 'a\ud800', 'a\ufffd'],
  ['a long one is cut', 'x'.repeat(5_000_000), `${'x'.repeat(199)}…`],
  ['nothing stays nothing', '', ''],
])('%s', (_, text, expected) => {
  expect(kept(text)).toBe(expected);
});

test('no half of a secret is left where it is cut', () => {
  const mask = (text: string) => text.replaceAll('hunter2hunter2', '…');
  for (const before of [190, 1990]) {
    const text = kept(`${'x'.repeat(before)}hunter2hunter2`, mask);
    expect(text).not.toContain('hunter');
  }
});
