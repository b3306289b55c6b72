import type { Environment } from '../core/config/config.ts';
import { promoteErrors } from '../core/errors/catalogue/promote.ts';
import { environmentState, verificationOf } from '../core/ledger/environment-state.ts';
import { releaseBefore } from '../core/promotion/release-before.ts';
import type { Release } from '../core/release/release.ts';
import { shortId } from '../core/release/short-id.ts';
import { releaseId, servicesHash } from '../core/release/release-id.ts';
import type { Ledger } from '../ports/ledger.ts';

/**
 * The release to go back to: the one that was asked for, if it was ever verified here and that was not taken back; else the last
 * verified one, or the one before it. Errors: `promote-nothing-to-go-back-to`, `promote-not-verified-here`.
 */
export async function releaseToGoBackTo(
  { name }: Environment,
  wanted: Release | undefined,
  ledger: Ledger,
): Promise<Release> {
  const state = environmentState(name, await ledger.read(name));
  const { unfinished } = state;
  // A rollback that was interrupted or waits for an answer goes on to where it was going.
  if (!wanted && unfinished?.intent.plan.kind === 'rollback') return unfinished.intent.release;
  if (wanted) {
    const found = verificationOf(state, servicesHash(wanted));
    if (found) return found.release;
    const verified = [...new Set(state.verifications.map((each) => shortId(each.releaseId)))];
    const release = shortId(releaseId(wanted));
    throw promoteErrors.notVerifiedHere.error({ environment: name, release, verified });
  }
  const before = releaseBefore(state);
  if (!before) throw promoteErrors.nothingToGoBackTo.error({ environment: name });
  return before.release;
}
