import type { Fact } from '../ledger/fact.ts';
import type { ServiceBuild } from '../release/release.ts';

/** When the ledger first heard of a build, in whichever environment: milliseconds since the epoch, by `keyOf`. */
export type FirstSeen = ReadonlyMap<string, number>;

/** One build of one service, number and image. */
export function keyOf(service: string, { build, digest }: ServiceBuild): string {
  return `${service}/${build}/${digest}`;
}

/** @param facts of all environments, in any order */
export function firstSeen(facts: readonly Fact[]): FirstSeen {
  const seen = new Map<string, number>();
  for (const [release, at] of firstOfEach(facts)) {
    for (const [service, build] of Object.entries(release.services)) {
      const key = keyOf(service, build);
      seen.set(key, Math.min(at, seen.get(key) ?? Infinity));
    }
  }
  return seen;
}

/** A release goes through many environments: its services are gone through once. */
function firstOfEach(facts: readonly Fact[]) {
  const first = new Map<string, Extract<Fact, { readonly release: unknown }>>();
  for (const fact of facts) {
    if (!('release' in fact)) continue;
    const known = first.get(fact.releaseId);
    if (known === undefined || fact.at < known.at) first.set(fact.releaseId, fact);
  }
  return [...first.values()].map(({ release, at }) => [release, Date.parse(at)] as const);
}
