import { ledgerErrors } from '../errors/catalogue/ledger.ts';
import type { Problem } from '../errors/problem.ts';
import type { Fact } from './fact.ts';
import { factHash } from './seal.ts';

/** What can be said of one environment's chain once all its links hold. */
export interface VerifiedChain {
  readonly environment: string;
  readonly facts: number;
  /** The newest fact; null where there is none. */
  readonly newest: Anchor | null;
}

/** A fact by its id and the SHA-256 of its file. Kept elsewhere, it shows later that nothing up to it was taken away or changed. */
export interface Anchor {
  readonly id: string;
  readonly sha256: string;
  /** ISO 8601. */
  readonly at: string;
}

export function anchorOf(fact: Fact): Anchor {
  return { id: fact.id, sha256: factHash(fact), at: fact.at };
}

/**
 * The chain itself can't show that its newest facts were taken away; what was noted of it elsewhere can. `noted` is the hash that
 * `ledger verify` once said of the environment's newest fact: it still has to be the hash of one of its facts.
 */
export function missingNote(environment: string, facts: readonly Fact[], noted: string): Problem | undefined {
  if (facts.some((fact) => factHash(fact) === noted)) return undefined;
  return ledgerErrors.notedFactMissing.problem({ environment, noted, facts: facts.length });
}
