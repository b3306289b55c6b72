import { gateErrors } from '../core/errors/catalogue/gate.ts';
import { isNobodysWord } from '../core/gates/nobody.ts';
import { environmentState } from '../core/ledger/environment-state.ts';
import type { Actor, Stop } from '../core/ledger/fact.ts';
import type { Ledger } from '../ports/ledger.ts';

export interface StopRequest {
  /** Name of the environment. */
  readonly environment: string;
  /** False lets promotions in again. */
  readonly active: boolean;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * Stops the line before an environment, or lifts that. Answers what holds now, null where nothing does, and the id of the fact that was
 * added, null where there was nothing to change: a stop is not stopped again, so that the first one's reason stays.
 * Errors: `gate-exception-nameless` where no person lifts it.
 */
export async function stopTheLine(
  { environment, active, by, reason }: StopRequest,
  ledger: Ledger,
): Promise<{ readonly stop: Stop | null; readonly fact: string | null }> {
  const { stop } = environmentState(environment, await ledger.read(environment));
  if ((stop !== null) === active) return { stop, fact: null };
  if (!active && isNobodysWord(by)) throw gateErrors.exceptionNameless.error({ environment, by: by.name });
  const fact = await ledger.append(environment, { kind: 'stop', by, active, reason });
  return { stop: active && fact.kind === 'stop' ? fact : null, fact: fact.id };
}
