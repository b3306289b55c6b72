import { ledgerErrors } from '../core/errors/catalogue/ledger.ts';
import { ProblemError, throwIfAny, type Problem } from '../core/errors/problem.ts';
import { anchorOf, missingNote, type VerifiedChain } from '../core/ledger/verified.ts';
import type { Ledger } from '../ports/ledger.ts';

/**
 * Reads the chains of all environments, or of the one named, and answers what they hold. Everything that is wrong in any of them is
 * thrown together: `ledger-fact-unreadable`, `ledger-chain-broken`, `ledger-noted-fact-missing`, `ledger-environment-unknown`.
 *
 * @param noted environments' names and the SHA-256 that an earlier run said of their newest fact
 */
export async function verifyLedger(
  ledger: Ledger,
  {
    environment,
    noted,
  }: { readonly environment?: string | undefined; readonly noted: ReadonlyMap<string, string> },
): Promise<readonly VerifiedChain[]> {
  const known = await ledger.environments();
  const asked = environment === undefined ? [...new Set([...known, ...noted.keys()])].sort() : [environment];
  if (environment !== undefined && !known.includes(environment))
    throw ledgerErrors.environmentUnknown.error({ environment, address: ledger.address, known });
  const chains: VerifiedChain[] = [];
  const problems: Problem[] = [];
  for (const name of asked) {
    try {
      const facts = await ledger.read(name);
      const newest = facts.at(-1);
      chains.push({ environment: name, facts: facts.length, newest: newest ? anchorOf(newest) : null });
      const hash = noted.get(name);
      const missing = hash === undefined ? undefined : missingNote(name, facts, hash);
      if (missing) problems.push(missing);
    } catch (error) {
      if (
        !(error instanceof ProblemError) ||
        error.problems.some(({ category }) => category !== 'configuration')
      )
        throw error;
      problems.push(...error.problems);
    }
  }
  throwIfAny(problems);
  return chains;
}
