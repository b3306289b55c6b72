import { canonicalHash, canonicalJson } from './canonical.ts';
import type { Release, ReleaseId } from './release.ts';

/** The text of `release.json`: canonical JSON with no line break behind it, so that `sha256sum release.json` prints the id. */
export function releaseBytes(release: Release): string {
  return canonicalJson(release);
}

/** The release's name: SHA-256 of its bytes. Two releases have the same id only when everything in them is the same. */
export function releaseId(release: Release): ReleaseId {
  return canonicalHash(release);
}

/**
 * What would run, without how it came about: the hash of the services alone. "Nothing to do" and "verified upstream" compare this,
 * because the same builds reached by another parent are the same software.
 */
export function servicesHash({ services }: Release): string {
  const known = hashes.get(services);
  if (known !== undefined) return known;
  const hash = canonicalHash(services);
  hashes.set(services, hash);
  return hash;
}

/** A release never changes, and gates compare the hash of one with those of all that the ledger knows, again and again. */
const hashes = new WeakMap<Release['services'], string>();

/**
 * Whether two releases have the same services, by whatever parent. Of thousands nearly all have another digest somewhere, and need not
 * be hashed to tell.
 */
export function haveSameServices(one: Release, other: Release): boolean {
  const hasItsDigest = (name: string) => one.services[name]?.digest === other.services[name]?.digest;
  return Object.keys(one.services).every(hasItsDigest) && servicesHash(one) === servicesHash(other);
}
