import { recordedReleases } from '../ledger/environment-state.ts';
import type { Release, ReleaseId } from '../release/release.ts';
import { releaseId } from '../release/release-id.ts';
import { shortId } from '../release/short-id.ts';
import type { Facts } from './ledger-links.ts';
import type { Links } from './links.ts';

/**
 * Checks that each release which this one was made from is the one of the hash under which its child names it, as far back as the ledger
 * holds them. One that it does not hold is no broken link: its facts cannot be taken away unseen, so it was never promoted anywhere, such
 * as a release of the same services as the one before, of which there was nothing to do.
 *
 * @returns the first one that was promoted nowhere, with its child; null where all are there
 */
export function checkParents(
  release: Release,
  facts: Facts,
  links: Links,
): { readonly parent: ReleaseId; readonly child: ReleaseId } | null {
  const known = recordedReleases([...facts.values()].flat());
  const told = new Set<ReleaseId>();
  let child = releaseId(release);
  for (let parent = release.parent; parent !== null && !told.has(parent);) {
    told.add(parent);
    const found = known.get(parent);
    if (!found) return { parent, child };
    links.same(`the release ${parent}`, 'its id', releaseId(found), parent, `release ${shortId(child)}`);
    child = parent;
    parent = found.parent;
  }
  return null;
}
