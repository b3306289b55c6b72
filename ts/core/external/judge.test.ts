import type { HttpAnswer } from '../smoke/judge.ts';
import type { AddressToAsk } from './check.ts';
import { judgeExternal } from './judge.ts';

const now = Date.UTC(2026, 10, 2, 12);
const approved = { state: 'approved', 'change.window': 2, frozen: false, 'tasks.1.done': true };
const body = JSON.stringify({
  state: 'approved',
  change: { window: 2 },
  frozen: false,
  tasks: [{}, { done: true }],
});

function judged(
  wanted: Partial<AddressToAsk>,
  answer: Partial<HttpAnswer>,
  mask = (text: string): string => text,
) {
  const given = { status: 200, headers: {}, body, milliseconds: 12, ...answer };
  return judgeExternal(given, { status: [200], json: {}, ...wanted }, mask, now);
}

test.each<[string, Partial<AddressToAsk>, Partial<HttpAnswer>, string | null]>([
  ['the status is enough where nothing else is wanted', {}, { body: 'not JSON' }, null],
  ['any of several will do', { status: [204, 200] }, {}, null],
  ['another does not', { status: [204, 200] }, { status: 503 }, 'answers 503, not 204 or 200'],
  ['members are looked up by path, also in lists', { json: approved }, {}, null],
  [
    'each that differs is told with what it is',
    { json: { ...approved, state: 'closed', 'change.window': 3 } },
    {},
    'answers 200, with state "approved" and not "closed", with change.window 2 and not 3',
  ],
  [
    'a number is no text',
    { json: { 'change.window': '2' } },
    {},
    'answers 200, with change.window 2 and not "2"',
  ],
  ['a map is no value', { json: { change: 2 } }, {}, 'answers 200, with change a map and not 2'],
  ['nor is a list', { json: { tasks: 2 } }, {}, 'answers 200, with tasks a list and not 2'],
  ['null is none', { json: { a: 'x' } }, { body: '{"a":null}' }, 'answers 200, with a null and not "x"'],
  ['a member that is absent', { json: { phase: 'x' } }, {}, 'answers 200, without phase in a JSON body'],
  [
    'what every object of JavaScript has is in no answer',
    { json: { 'constructor.name': 'Object' } },
    {},
    'answers 200, without constructor.name in a JSON body',
  ],
  [
    'a page is not JSON',
    { json: { state: 'approved' } },
    { body: '<html>', status: 302 },
    'answers 302, not 200, without state in a JSON body',
  ],
])('%s', (_, wanted, answer, refused) => {
  const { open, said } = judged(wanted, answer);
  expect({ open, said }).toEqual({ open: refused === null, said: refused ?? 'answers 200' });
});

test.each<[string, string | undefined, string | null]>([
  ['seconds', '90', '2026-11-02T12:01:30.000Z'],
  ['a date', 'Mon, 02 Nov 2026 15:00:00 GMT', '2026-11-02T15:00:00.000Z'],
  ['a date that is past', 'Mon, 02 Nov 2026 11:59:59 GMT', null],
  ['no seconds at all', '0', null],
  ['anything else', 'later', null],
  ['nothing', undefined, null],
])('a refusal says when to come again by %s', (_, header, expected) => {
  const headers = header === undefined ? {} : { 'retry-after': header };
  const { tryAt } = judged({}, { status: 503, headers });
  expect(tryAt).toBe(expected === null ? null : Date.parse(expected));
  expect(judged({}, { headers }).tryAt).toBeNull();
});

test('a secret in the answer is hidden before that is shortened', () => {
  const value = `${'x'.repeat(110)}hunter2hunter2`;
  const mask = (text: string) => text.replaceAll('hunter2hunter2', '…');
  const { said } = judged({ json: { note: 'ok' } }, { body: JSON.stringify({ note: value }) }, mask);
  expect(said).toContain(`${'x'.repeat(110)}…"`);
  expect(said).not.toContain('hunter');
});
