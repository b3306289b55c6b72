import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import type { Fact } from '../../core/ledger/fact.ts';

/** Throws `ledger-moved-on` when the caller decided upon another newest fact; `undefined` means that any will do. */
export function requireExpectedTail(
  environment: string,
  facts: readonly Fact[],
  expected: string | null | undefined,
): void {
  const found = facts.at(-1)?.id ?? null;
  if (expected !== undefined && expected !== found)
    throw ledgerErrors.movedOn.error({ environment, expected, found });
}
