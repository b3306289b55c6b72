import type { ReleaseId } from '../release/release.ts';
import { haveSameServices } from '../release/release-id.ts';
import type { Situation } from './situation.ts';

/**
 * The releases whose passage upstream counts for the candidate: itself, every recorded release of the very same services (another
 * parent makes another id, and the same images), and for a derived one the parent, which must have gone the way before it.
 */
export function upstreamIdentities(situation: Situation): ReadonlySet<ReleaseId> {
  const identities = new Set<ReleaseId>([situation.releaseId]);
  for (const [id, release] of situation.known) {
    if (haveSameServices(release, situation.release)) identities.add(id);
  }
  const { derived, parent } = situation.release;
  if (derived && parent !== null) identities.add(parent);
  return identities;
}
