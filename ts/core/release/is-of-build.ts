import type { ServiceBuild } from './release.ts';

/** By digest, or by the tag that names it: what runs is proven by digest afterwards. */
export function isOfBuild(build: ServiceBuild | undefined, image: string | undefined): boolean {
  if (!build || image === undefined) return false;
  return image === `${build.image}@${build.digest}` || image.split('@')[0] === `${build.image}:${build.tag}`;
}
