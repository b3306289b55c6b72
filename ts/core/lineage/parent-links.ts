import { recordedReleases } from '../ledger/environment-state.ts';
import type { Release, ReleaseId } from '../release/release.ts';
import { releaseId } from '../release/release-id.ts';
import { shortId } from '../release/short-id.ts';
import type { Facts } from './ledger-links.ts';
import type { Links } from './links.ts';

/** Checks that every release which this one was made from is there, back to the first, each under the hash of its own document. */
export function checkParents(release: Release, facts: Facts, links: Links): void {
  const known = recordedReleases([...facts.values()].flat());
  const told = new Set<ReleaseId>();
  let child = shortId(releaseId(release));
  for (let parent = release.parent; parent !== null && !told.has(parent);) {
    told.add(parent);
    const found = known.get(parent);
    if (!found) {
      links.missing(`the release ${parent}`, `release ${child}`);
      return;
    }
    links.same(`the release ${parent}`, 'its id', releaseId(found), parent, `release ${child}`);
    child = shortId(parent);
    parent = found.parent;
  }
}
