import type { EnvironmentState } from '../ledger/environment-state.ts';
import type { Verification } from '../ledger/fact.ts';

/**
 * What `rollback` goes back to: the release that was verified last, where something else runs or was begun; where that is what runs,
 * the one before it. A release that was rolled back from is not "before" any more, so that rolling back twice goes back twice and not
 * to and fro. Undefined where there is none.
 */
export function releaseBefore(state: EnvironmentState): Verification | undefined {
  const standing = standingVerifications(state);
  const last = standing.at(-1);
  const runsLast = state.unfinished === null && state.running === last?.releaseId;
  return runsLast ? standing.at(-2) : last;
}

/** The verifications that stand, oldest first: each release once in a row, and none that was left by a rollback. */
function standingVerifications({ verifications, promotions }: EnvironmentState): readonly Verification[] {
  const rollbacks = new Set(
    promotions.filter(({ intent }) => intent.plan.kind === 'rollback').map(({ intent }) => intent.id),
  );
  const standing: Verification[] = [];
  for (const verification of verifications) {
    const same = standing.findLastIndex(({ servicesHash }) => servicesHash === verification.servicesHash);
    const goesBack = rollbacks.has(verification.promotion) || same === standing.length - 1;
    if (same >= 0 && goesBack) standing.length = same;
    standing.push(verification);
  }
  return standing;
}
