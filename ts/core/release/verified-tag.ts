import type { ReleaseId } from './release.ts';

/**
 * The tag that an image gets when a release with it is verified in an environment: `verified-live-4f2c1a97b3d0`. Life-cycle rules of
 * ECR select images by their tags and by nothing else, so this is what keeps them from what an environment may have to go back to.
 *
 * Twelve digits of the release's id: nobody looks for another release by them, and with an environment's longest name the tag is 85
 * long, where ECR takes 128 (PutImage, ECR API reference).
 */
export function verifiedTag(environment: string, releaseId: ReleaseId): string {
  return `verified-${environment}-${releaseId.slice(0, 12)}`;
}

/** Whether it is such a tag of that environment, of whichever release. `live` is not `live-eu`. */
export function isVerifiedTag(tag: string, environment: string): boolean {
  const beginning = `verified-${environment}-`;
  return tag.startsWith(beginning) && /^[0-9a-f]{12}$/.test(tag.slice(beginning.length));
}
