import type { Release } from '../release/release.ts';
import { shortId } from '../release/short-id.ts';
import { releaseId } from '../release/release-id.ts';

/** How many services a display name lists before it counts them. */
const listed = 6;

/**
 * What a deploy job's build is called, so that the next job's list of choices can be read: `4f2c1a9 service1 90, service2 41`. A
 * release of one service carries that build's subject, as the source's jobs do.
 */
export function promotionDisplayName(release: Release): string {
  const builds = Object.entries(release.services);
  const id = shortId(releaseId(release));
  const [only, ...others] = builds;
  if (only && others.length === 0) return `${id} ${only[0]} ${only[1].build}: ${only[1].subject}`;
  const names = builds.slice(0, listed).map(([name, { build }]) => `${name} ${build}`);
  const more = builds.length - names.length;
  return `${id} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
