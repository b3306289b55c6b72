import { ProblemError } from '../../core/errors/problem.ts';
import type { Existence } from '../../core/ledger/fact.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { Wish } from './tools.ts';

/**
 * Does it with its beginning and its end in the ledger: what nobody finished shows there until somebody does. An interruption is no
 * failure: like a kill it leaves the beginning.
 */
export async function onRecord<Answer>(
  environment: string,
  to: Existence['to'],
  { by, reason }: Wish,
  ledger: Ledger,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const write = (phase: Existence['phase'], why: string) =>
    ledger.append(environment, { kind: 'existence', by, to, phase, reason: why });
  await write('begun', reason);
  try {
    const answer = await work();
    await write('ended', reason);
    return answer;
  } catch (error) {
    const failure = failureOf(error);
    // What the hand-over guard refuses is there and was verified, and nothing was done that could be half done.
    const isWhole = to === 'up' && isRefusal(error);
    if (failure !== undefined) await write(isWhole ? 'ended' : 'failed', failure);
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ProblemError && error.problems.every(({ category }) => category === 'refused');
}

/** In one line; undefined for an interruption. */
function failureOf(error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return String(error).slice(0, 500);
  const interrupted = error.problems.some(({ category }) => category === 'interrupted');
  return interrupted ? undefined : error.problems.map(({ what }) => what).join(' ');
}
