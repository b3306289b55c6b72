import type { HttpAnswer } from '../smoke/judge.ts';
import type { AddressToAsk, CheckAnswer, JsonScalar } from './check.ts';

/**
 * Holds an answer against what the check wants, and tells all that differs. A body that is not JSON has none of the members.
 *
 * @param mask hides secrets in what was answered
 * @param now milliseconds since the epoch, for a `Retry-After` in seconds
 */
export function judgeExternal(
  { status, headers, body }: HttpAnswer,
  wanted: Pick<AddressToAsk, 'status' | 'json'>,
  mask: (text: string) => string,
  now: number,
): CheckAnswer {
  const members = Object.entries(wanted.json);
  const value = members.length === 0 ? undefined : jsonOf(body);
  const differences = [
    ...(wanted.status.includes(status) ? [] : [`not ${wanted.status.join(' or ')}`]),
    ...members.flatMap(([path, expected]) => differenceOf(path, memberAt(path, value), expected, mask)),
  ];
  const open = differences.length === 0;
  return {
    open,
    said: [`answers ${status}`, ...differences].join(', '),
    tryAt: open ? null : retryAfter(headers['retry-after'], now),
  };
}

function differenceOf(
  path: string,
  found: unknown,
  expected: JsonScalar,
  mask: (text: string) => string,
): readonly string[] {
  if (found === expected) return [];
  if (found === undefined) return [`without ${path} in a JSON body`];
  return [`with ${path} ${shown(found, mask)} and not ${JSON.stringify(expected)}`];
}

const longest = 120;

function shown(found: unknown, mask: (text: string) => string): string {
  if (typeof found === 'object' && found !== null) return Array.isArray(found) ? 'a list' : 'a map';
  const text = mask(JSON.stringify(found));
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Own members only: `constructor` is in no answer. */
function memberAt(path: string, value: unknown): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (from, name) =>
        typeof from === 'object' && from !== null && Object.hasOwn(from, name)
          ? (from as Readonly<Record<string, unknown>>)[name]
          : undefined,
      value,
    );
}

/** Seconds, or a date of HTTP (RFC 9110, 10.2.3); null for anything else, and for what is past. */
function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const at = /^\d{1,8}$/.test(header) ? now + Number(header) * 1000 : Date.parse(header);
  return at > now ? at : null;
}
