import type { HttpExpectation, TextExpectation } from './check.ts';
import { wordsOf } from './words.ts';

/** What a service answered. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** As UTF-8, as far as it was read. */
  readonly body: string;
  /** Until the last byte was here. */
  readonly milliseconds: number;
}

export interface Judgement {
  readonly passed: boolean;
  /** Goes on from the address: `answers 200 in 12 ms`, `answers 503, not 200`. */
  readonly detail: string;
}

/**
 * Holds an answer against everything that was expected of it, and tells all that differs.
 *
 * @param mask hides secrets in what the service said; before that is shortened, lest half of one be shown
 */
export function judgeAnswer(
  answer: HttpAnswer,
  expected: HttpExpectation,
  mask: (text: string) => string,
): Judgement {
  const differences = [
    ...(expected.status.includes(answer.status) ? [] : [`not ${expected.status.join(' or ')}`]),
    ...Object.entries(expected.headers).flatMap(([name, wanted]) =>
      differenceOf(name, answer.headers[name], wanted, mask),
    ),
    ...(expected.body === null ? [] : differenceOf('a body', answer.body, expected.body, mask)),
    ...tooSlow(answer, expected),
  ];
  if (differences.length === 0) {
    return { passed: true, detail: `answers ${answer.status} in ${Math.round(answer.milliseconds)} ms` };
  }
  return { passed: false, detail: `answers ${answer.status}, ${differences.join(', ')}` };
}

function differenceOf(
  what: string,
  found: string | undefined,
  wanted: TextExpectation,
  mask: (text: string) => string,
): readonly string[] {
  if (found === undefined) return [`without ${what}`];
  if (fits(found, wanted)) return [];
  return [`with ${what} ${excerpt(mask(found))} and not ${wordsOf(wanted)}`];
}

function fits(found: string, wanted: TextExpectation): boolean {
  if ('equals' in wanted) return found === wanted.equals;
  if ('contains' in wanted) return found.includes(wanted.contains);
  return new RegExp(wanted.matches, 'u').test(found);
}

function tooSlow({ milliseconds }: HttpAnswer, { withinMilliseconds }: HttpExpectation): readonly string[] {
  return withinMilliseconds === null || milliseconds <= withinMilliseconds
    ? []
    : [`after ${Math.round(milliseconds)} ms and not within ${withinMilliseconds} ms`];
}

const excerptLength = 120;

/** The beginning on one line: enough to recognise an error page, little enough for a log. */
function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return JSON.stringify(line.length <= excerptLength ? line : `${line.slice(0, excerptLength - 1)}…`);
}
