import type { Release, ServiceBuild } from '../release/release.ts';

/** The commits between two builds of a service. */
export interface Commits {
  /** `git`: from a clone, all of them. `recorded`: those of the builds that the ledger's releases hold. */
  readonly source: 'git' | 'recorded';
  /** What comes, newest first. */
  readonly brought: readonly CommitBetween[];
  /** What goes: the newer build's on the way back to an older one, or the other branch's. Newest first. */
  readonly takenBack: readonly CommitBetween[];
  /** Why some may be missing; null where none can be. */
  readonly remark: string | null;
}

export interface CommitBetween {
  /** Null where the build's record does not name it. */
  readonly id: string | null;
  /** Null where it comes from a record, which does not name it. */
  readonly author: string | null;
  readonly subject: string;
  /** The build that it was the last commit of; null from a clone. */
  readonly build: number | null;
}

/** Every build that is known of each service, the newest first. */
export type KnownBuilds = ReadonlyMap<string, readonly ServiceBuild[]>;

/** @param releases those of the ledger, and those that are compared */
export function knownBuilds(releases: Iterable<Release>): KnownBuilds {
  const known = new Map<string, Map<number, ServiceBuild>>();
  for (const { services } of releases) {
    for (const [service, build] of Object.entries(services)) {
      const builds = known.get(service) ?? new Map<number, ServiceBuild>();
      known.set(service, builds.set(build.build, build));
    }
  }
  return new Map(
    [...known].map(([service, builds]) => [
      service,
      [...builds.values()].toSorted((a, b) => b.build - a.build),
    ]),
  );
}

/**
 * The commits between two builds as far as builds between them are known: one commit a build, its last. A build that nobody ever
 * promoted is not known, so the remark says how many of them are.
 *
 * @param whyNotGit why no clone told them; null where none was named
 */
export function recordedCommits(
  from: ServiceBuild,
  to: ServiceBuild,
  builds: readonly ServiceBuild[],
  whyNotGit: string | null = null,
): Commits {
  const [older, newer] = from.build < to.build ? [from, to] : [to, from];
  const between = builds
    .filter(({ build }) => build > older.build && build <= newer.build)
    .map(({ commit, subject, build }) => ({ id: commit, author: null, subject, build }));
  const all = newer.build - older.build;
  const remark = between.length < all ? `of ${all} builds between, ${between.length} are recorded` : null;
  return {
    source: 'recorded',
    brought: newer === to ? between : [],
    takenBack: newer === to ? [] : between,
    remark: [whyNotGit, remark].filter((one) => one !== null).join('; ') || null,
  };
}
