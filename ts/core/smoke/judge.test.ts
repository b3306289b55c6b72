import type { HttpExpectation } from './check.ts';
import { judgeAnswer, type HttpAnswer } from './judge.ts';

const answer: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: '{"status":"ok"}\n',
  milliseconds: 41.6,
};
const anything: HttpExpectation = { status: [200], headers: {}, body: null, withinMilliseconds: null };
const judged = (expected: Partial<HttpExpectation>, differing: Partial<HttpAnswer> = {}) =>
  judgeAnswer({ ...answer, ...differing }, { ...anything, ...expected }, (text) => text);

describe('the answer of a service', () => {
  it('passes when it is all that was expected', () => {
    const expected = {
      status: [204, 200],
      headers: { 'content-type': { contains: 'json' } },
      body: { matches: '"status":"(ok|degraded)"' },
      withinMilliseconds: 42,
    };
    expect(judged(expected)).toEqual({ passed: true, detail: 'answers 200 in 42 ms' });
  });

  it.each<[string, Partial<HttpExpectation>, Partial<HttpAnswer>, string]>([
    ['another status', { status: [200, 204] }, { status: 503 }, 'answers 503, not 200 or 204'],
    [
      'a header that is absent',
      { headers: { 'x-build': { equals: '90' } } },
      {},
      'answers 200, without x-build',
    ],
    [
      'a header with another value',
      { headers: { 'content-type': { equals: 'text/html' } } },
      {},
      'answers 200, with content-type "application/json; charset=utf-8" and not equal to "text/html"',
    ],
    [
      'a body without the text',
      { body: { contains: 'build 90' } },
      {},
      'answers 200, with a body "{\\"status\\":\\"ok\\"}" and not containing "build 90"',
    ],
    [
      'a body that the expression does not match',
      { body: { matches: '^ok$' } },
      { body: 'not ok' },
      'answers 200, with a body "not ok" and not matching /^ok$/',
    ],
    [
      'an answer that took too long',
      { withinMilliseconds: 40 },
      {},
      'answers 200, after 42 ms and not within 40 ms',
    ],
    [
      'several things at once, all told',
      { headers: { 'x-build': { equals: '90' } }, withinMilliseconds: 10 },
      { status: 500 },
      'answers 500, not 200, without x-build, after 42 ms and not within 10 ms',
    ],
  ])('fails for %s', (_, expected, differing, detail) => {
    expect(judged(expected, differing)).toEqual({ passed: false, detail });
  });

  it('hides a secret before it shortens', () => {
    const body = `${'x'.repeat(110)}hunter2hunter2`;
    const mask = (text: string) => text.replaceAll('hunter2hunter2', '…');
    const { detail } = judgeAnswer({ ...answer, body }, { ...anything, body: { equals: 'ok' } }, mask);
    expect(detail).toContain(`${'x'.repeat(110)}…"`);
    expect(detail).not.toContain('hunter');
  });

  it('shows a long body short and on one line', () => {
    const { detail } = judged({ body: { equals: 'ok' } }, { body: `<html>\n\n${'x'.repeat(5000)}` });
    expect(detail).toContain('"<html> xxx');
    expect(detail.length).toBeLessThan(200);
  });
});
