import { oneLine } from '../release/columns.ts';
import type { Given } from './check.ts';

/** Enough to see what it was that was answered; the ledger keeps it for ever. */
const keptLength = 200;

/**
 * What is kept of an answer. Secrets are hidden before it is shortened, so that no half of one is left.
 *
 * @param status of HTTP, or the exit code
 * @param text the body, or the program's last line; of any length
 * @param now milliseconds since the epoch
 */
export function givenAnswer(
  status: number,
  text: string,
  mask: (text: string) => string,
  now: number,
): Given {
  // `oneLine` looks at each character of what it is given.
  const beginning = mask(text)
    .trim()
    .slice(0, 10 * keptLength);
  return { at: new Date(now).toISOString(), status, text: oneLine(beginning, keptLength) };
}
