import { promoteErrors } from '../core/errors/catalogue/promote.ts';
import { recordedReleases } from '../core/ledger/environment-state.ts';
import type { Release, ReleaseId } from '../core/release/release.ts';
import type { Ledger } from '../ports/ledger.ts';
import { factsOf } from './situation.ts';

/** How short an id may be cut: as with git, seven digits tell releases apart. */
const shortestId = 7;

/**
 * The release a person named by its id, from what the ledger recorded. Errors: `promote-release-not-found`,
 * `promote-release-ambiguous`.
 */
export async function findRelease(reference: string, ledger: Ledger): Promise<Release> {
  const known = recordedReleases([...(await factsOf(ledger, await ledger.environments())).values()].flat());
  const matches = idsMeant(reference, known.keys());
  const [id, ...others] = matches;
  if (id === undefined)
    throw promoteErrors.releaseNotFound.error({ release: reference, ledger: ledger.address });
  if (others.length > 0) throw promoteErrors.releaseAmbiguous.error({ release: reference, ids: matches });
  const release = known.get(id);
  if (!release) throw new Error(`release ${id} was listed and is gone`);
  return release;
}

/** The ids that begin with what was said; none where that can be no id. */
export function idsMeant(reference: string, ids: Iterable<ReleaseId>): readonly ReleaseId[] {
  if (reference.length < shortestId || !/^[0-9a-f]+$/i.test(reference)) return [];
  return [...ids].filter((id) => id.startsWith(reference.toLowerCase()));
}
