import type { FactFile } from '../core/ledger/chain.ts';
import type { Fact, FactDraft } from '../core/ledger/fact.ts';

/** The append-only memory of promotions, one chain an environment. */
export interface Ledger {
  /** The environment's facts, oldest first, their chain checked; empty for an environment never heard of. */
  read(environment: string): Promise<readonly Fact[]>;
  /** The environment's files as they lie there, in any order, nothing checked: for whoever proves that they are what was written. */
  files(environment: string): Promise<readonly FactFile[]>;
  /** Environments that have facts. */
  environments(): Promise<readonly string[]>;
  /**
   * Adds one fact after the newest one, whoever wrote that, and resolves once it is durable.
   * `expectedTail`: id of the newest fact the caller decided upon (null: none); when another fact came in between, nothing is
   * written and the promise rejects with `ledger-moved-on`. Without it the fact is added after whatever is newest.
   */
  append(environment: string, draft: FactDraft, options?: { expectedTail?: string | null }): Promise<Fact>;
  /** The ledger's address, for people. */
  readonly address: string;
}
