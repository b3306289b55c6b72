import type { Environment } from '../config/config.ts';
import type { Fact } from '../ledger/fact.ts';
import { endsAt } from './ends-at.ts';
import { existenceOf, type Existence } from './existence.ts';

/** An environment on demand as `environment list` tells of it; times are ISO 8601, UTC. */
export interface ExistenceRow {
  readonly environment: string;
  readonly state: Existence['state'];
  readonly since: string | null;
  /** Who created or destroyed it last, where that was by itself and not by a promotion. */
  readonly by: string | null;
  /** Why; for what failed, what failed. */
  readonly reason: string | null;
  readonly lease: { readonly by: string; readonly until: string; readonly reason: string } | null;
  readonly endsAt: string | null;
  /** Whether its time has come. */
  readonly due: boolean;
}

/** @param now milliseconds since the epoch */
export function existenceRow(
  { name, onDemand = {} }: Pick<Environment, 'name' | 'onDemand'>,
  facts: readonly Fact[],
  now: number,
): ExistenceRow {
  const existence = existenceOf(facts);
  const { state, upSince, last, lease } = existence;
  const ends = endsAt(existence, onDemand);
  return {
    environment: name,
    state,
    since: state === 'up' ? upSince : (last?.at ?? null),
    by: last?.by.name ?? null,
    reason: last?.reason ?? null,
    lease: lease && { by: lease.by.name, until: lease.until, reason: lease.reason },
    endsAt: ends === null ? null : new Date(ends).toISOString(),
    due: ends !== null && ends <= now,
  };
}
