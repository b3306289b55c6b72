import { promoteErrors } from '../core/errors/catalogue/promote.ts';
import { environmentState, verificationOf } from '../core/ledger/environment-state.ts';
import type { Actor, Fact } from '../core/ledger/fact.ts';
import { releaseId, servicesHash } from '../core/release/release-id.ts';
import type { Release } from '../core/release/release.ts';
import { shortId } from '../core/release/short-id.ts';
import type { Ledger } from '../ports/ledger.ts';

export interface Revoke {
  /** Name of the environment. */
  readonly environment: string;
  readonly release: Release;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * Takes back that a release was verified. The fact names the release that was verified, which may have the same services under another
 * parent. Errors: `promote-nothing-to-revoke`.
 */
export async function revoke({ environment, release, by, reason }: Revoke, ledger: Ledger): Promise<Fact> {
  const state = environmentState(environment, await ledger.read(environment));
  const verification = verificationOf(state, servicesHash(release));
  if (!verification) {
    const verified = [...new Set(state.verifications.map((each) => shortId(each.releaseId)))];
    throw promoteErrors.nothingToRevoke.error({
      environment,
      release: shortId(releaseId(release)),
      verified,
    });
  }
  return ledger.append(environment, { kind: 'revocation', by, releaseId: verification.releaseId, reason });
}
