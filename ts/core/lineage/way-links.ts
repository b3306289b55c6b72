import { shortId } from '../release/short-id.ts';
import { factFile } from './ledger-links.ts';
import type { Links } from './links.ts';
import { hotfixInto, isOf } from './passed-by.ts';
import type { Trace } from './trace.ts';

/**
 * Checks that what runs was verified where it runs, and each of its builds somewhere before, unless somebody answers for it that it was
 * not: with a hot fix into this very environment. One by which it came to an environment before is no word for this one.
 */
export function checkWay({ release, releaseId, legs, passedBy }: Trace, links: Links): void {
  const last = legs.at(-1);
  if (!last) return;
  const { environment, intent } = last;
  const here = legs.filter((leg) => leg.environment === environment);
  if (here.some(({ verification }) => verification?.releaseId === releaseId)) links.holds();
  else links.missing(`the verification of release ${shortId(releaseId)} in ${environment}`, factFile(intent));
  const before = legs.filter((leg) => leg.environment !== environment);
  const hasWay = before.length > 0 || passedBy.length > 0;
  if (!hasWay || here.some((leg) => hotfixInto(leg) !== null)) return;
  for (const [name, build] of Object.entries(release.services)) {
    if (before.some((leg) => isOf(leg, name, build))) links.holds();
    else links.missing(`a verification of ${name} ${build.build} before ${environment}`, factFile(intent));
  }
}
