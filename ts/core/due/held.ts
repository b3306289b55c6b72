import { dueErrors } from '../errors/catalogue/due.ts';
import type { Problem } from '../errors/problem.ts';
import { isNobody } from '../gates/nobody.ts';
import type { EnvironmentState, PromotionHistory } from '../ledger/environment-state.ts';
import { servicesHash } from '../release/release-id.ts';
import type { Release } from '../release/release.ts';
import { shortId } from '../release/short-id.ts';

/**
 * Why nothing comes to the environment by itself, whatever the release: a promotion has not ended, or the last that a person did there
 * was to keep it where it is. Going back always is, whoever did it; a restart by a timer is not.
 */
export function heldBy(state: EnvironmentState, verifiedBefore: ReadonlySet<string>): Problem | null {
  const { environment, unfinished, promotions } = state;
  if (unfinished) {
    const { by, at, releaseId } = unfinished.intent;
    return dueErrors.underWay.problem({ environment, release: shortId(releaseId), by: by.name, at });
  }
  const decided = promotions.findLast(
    ({ intent }) => intent.plan.kind === 'rollback' || !isNobody(intent.by),
  );
  const did = decided && whatKeeps(decided, verifiedBefore);
  if (!did) return null;
  const { by, at } = decided.intent;
  return dueErrors.held.problem({ environment, by: by.name, at, did });
}

/** What a person did to keep the environment there; undefined for a promotion like any other. */
function whatKeeps({ intent }: PromotionHistory, verifiedBefore: ReadonlySet<string>): string | undefined {
  const { plan, release, environment } = intent;
  const name = shortId(intent.releaseId);
  const passed = plan.exceptions?.find((one) => one.kind === 'older' && one.environment === environment);
  if (plan.kind === 'rollback') return `went back to release ${name}`;
  if (plan.kind === 'restart') return `restarted release ${name}`;
  if (passed) return `put the older release ${name}`;
  return isPinned(release, verifiedBefore) ? `overrode builds with release ${name}` : undefined;
}

/** Builds that were put together for this environment; a derived release that came along the line was not. */
function isPinned(release: Release, verifiedBefore: ReadonlySet<string>): boolean {
  return release.derived !== undefined && !verifiedBefore.has(servicesHash(release));
}
