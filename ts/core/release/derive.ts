import { releaseErrors } from '../errors/catalogue/release.ts';
import { throwIfAny } from '../errors/problem.ts';
import { didYouMean } from '../errors/suggest.ts';
import { createRelease, wellFormed } from './create.ts';
import { releaseId } from './release-id.ts';
import type { Release, ServiceBuild } from './release.ts';
import { isSameBuild } from './same-build.ts';

/** What a derived release takes from where. */
export interface Derivation {
  /** Builds that replace those of `base`, by service. */
  readonly overrides?: Readonly<Record<string, ServiceBuild>>;
  /** Take only these services' builds from `base`, and everything else from `onto`. */
  readonly only?: readonly string[];
  /** What the environment has; needed with `only`. */
  readonly onto?: Release;
  readonly reason: string | null;
}

/**
 * A release made from another one by overrides, or by taking a few services only. Its parent is the release that it was made from:
 * `onto` where there is one, else `base`. It names every service whose build is not the parent's, so that each of them can be asked
 * for its own verification. When nothing would change, the parent itself is the answer.
 *
 * Throws a ProblemError when an override or `only` names a service that is not in `base`.
 */
export function deriveRelease(base: Release, derivation: Derivation): Release {
  const { overrides = {}, only, onto, reason } = derivation;
  refuseUnknown(base, Object.keys(overrides), only ?? []);
  if (only && !onto) throw releaseErrors.needsParent.error({ argument: 'only' });
  const parent = onto ?? base;
  const candidate = { ...base.services, ...overrides };
  const taken = only ? pick(candidate, [...only, ...Object.keys(overrides)]) : candidate;
  const { version, services } = createRelease({
    parent: releaseId(parent),
    builds: { ...parent.services, ...taken },
  });
  const changed = Object.keys(services)
    .filter((service) => !isSameBuild(services[service], parent.services[service]))
    .toSorted();
  if (changed.length === 0) return parent;
  const derived = { changed, reason: reason === null ? null : wellFormed(reason) };
  return { version, parent: releaseId(parent), services, derived };
}

function refuseUnknown(base: Release, overridden: readonly string[], only: readonly string[]): void {
  const known = Object.keys(base.services);
  const unknown = (service: string) => !known.includes(service);
  const values = (service: string) => ({ service, known, suggestion: didYouMean(service, known) });
  throwIfAny([
    ...overridden.filter(unknown).map((service) => releaseErrors.overrideUnknown.problem(values(service))),
    ...only.filter(unknown).map((service) => releaseErrors.onlyUnknown.problem(values(service))),
  ]);
}

function pick(
  builds: Readonly<Record<string, ServiceBuild>>,
  services: readonly string[],
): Readonly<Record<string, ServiceBuild>> {
  return Object.fromEntries(Object.entries(builds).filter(([service]) => services.includes(service)));
}
