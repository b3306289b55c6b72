import type { Existence as ExistenceFact, Fact, Lease } from '../ledger/fact.ts';

/** Whether an environment on demand is there, as the ledger tells it. */
export interface Existence {
  /**
   * `goingUp`, `goingDown`: it was begun and nothing says how it ended; `halfUp`, `halfDown`: it failed, so a part may be there and the
   * rest not.
   */
  readonly state: 'down' | 'goingUp' | 'halfUp' | 'up' | 'goingDown' | 'halfDown';
  /** When (ISO 8601) it came up; null while it is down. */
  readonly upSince: string | null;
  /** The last word on coming and going, for who and why: of one that is down who destroyed it. Null where a promotion made it, or nothing did. */
  readonly last: ExistenceFact | null;
  /** Who keeps it, until when and why; null where nobody does. One that has run out is a lease still. */
  readonly lease: (Lease & { readonly until: string }) | null;
}

/**
 * Folds the facts of an environment, oldest first. What happened before it was last destroyed does not count. With the engine
 * `terraform` a promotion creates what is missing, so it is up since the promotion began; and what was verified is there, whatever
 * failed before.
 */
export function existenceOf(facts: readonly Fact[]): Existence {
  const gone = lastDestroyed(facts);
  const since = facts.slice(gone + 1);
  const destroyed = facts[gone];
  const came = since.find((fact) => isComing(fact));
  const lastAt = since.findLastIndex(({ kind }) => kind === 'existence');
  const last = since[lastAt];
  const word = last?.kind === 'existence' ? last : null;
  const verified = since.slice(lastAt + 1).some(({ kind }) => kind === 'verification');
  const state = stateOf(word, came !== undefined, verified);
  return {
    state,
    upSince: came?.at ?? word?.at ?? null,
    last: word ?? (state === 'down' && destroyed?.kind === 'existence' ? destroyed : null),
    lease: leaseOf(since),
  };
}

/** What happened since the environment was last destroyed: what was there before is there no more. */
export function sinceDestroyed(facts: readonly Fact[]): readonly Fact[] {
  return facts.slice(lastDestroyed(facts) + 1);
}

function lastDestroyed(facts: readonly Fact[]): number {
  return facts.findLastIndex(
    (fact) => fact.kind === 'existence' && fact.to === 'down' && fact.phase === 'ended',
  );
}

function leaseOf(facts: readonly Fact[]): Existence['lease'] {
  const lease = facts.findLast((fact) => fact.kind === 'lease');
  return lease?.kind === 'lease' && lease.until !== null ? { ...lease, until: lease.until } : null;
}

function isComing(fact: Fact): boolean {
  return (
    (fact.kind === 'existence' && fact.to === 'up') || (fact.kind === 'promotion' && fact.phase === 'intent')
  );
}

function stateOf(last: ExistenceFact | null, came: boolean, verified: boolean): Existence['state'] {
  if (verified || (came && last === null)) return 'up';
  if (last === null) return 'down';
  const states = {
    up: { begun: 'goingUp', ended: 'up', failed: 'halfUp' },
    down: { begun: 'goingDown', ended: 'down', failed: 'halfDown' },
  } as const;
  return states[last.to][last.phase];
}

/** Whether somebody began to destroy it and it is not known to be gone. */
export function isHalfGone({ state }: Existence): boolean {
  return state === 'goingDown' || state === 'halfDown';
}
