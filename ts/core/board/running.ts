import {
  recordedReleases,
  type EnvironmentState,
  type PromotionHistory,
} from '../ledger/environment-state.ts';
import type { Fact } from '../ledger/fact.ts';
import { isSameBuild } from '../release/same-build.ts';
import { servicesHash } from '../release/release-id.ts';
import type { Release, ReleaseId, ServiceBuild } from '../release/release.ts';

/** What runs in an environment according to the last word on it. */
export interface Running {
  readonly releaseId: ReleaseId;
  readonly release: Release;
  readonly since: Since;
  /** `takenBack`: it was verified, and a person or a later look took that back. */
  readonly standing: 'verified' | 'notVerified' | 'takenBack';
  /** Since when each service of the release has run its build, however many releases have come since. */
  readonly sinceOf: ReadonlyMap<string, Since>;
}

export interface Since {
  /** ISO 8601. */
  readonly at: string;
  /** Who promoted it. */
  readonly by: string;
}

/** @param facts since the environment was last created, oldest first */
export function runningIn(facts: readonly Fact[], state: EnvironmentState): Running | null {
  const releases = recordedReleases(facts);
  const words = wordsOf(state.promotions, releases);
  const last = words.at(-1);
  if (!last?.release || last.releaseId === null) return null;
  const { releaseId, release } = last;
  return {
    releaseId,
    release,
    since: sinceWhen(words, (one) => one.releaseId === releaseId),
    standing: standingOf(release, facts, state),
    sinceOf: new Map(
      Object.entries(release.services).map(([service, build]) => [
        service,
        sinceWhen(words, (one) => runs(one.release, service, build)),
      ]),
    ),
  };
}

interface Word extends Since {
  readonly releaseId: ReleaseId | null;
  /** Null where nothing that was recorded ran. */
  readonly release: Release | null;
}

/** What each promotion left running, oldest first; those that say nothing about it are left out. */
function wordsOf(
  promotions: readonly PromotionHistory[],
  releases: ReadonlyMap<ReleaseId, Release>,
): readonly Word[] {
  return promotions.flatMap(({ intent, outcome }) => {
    if (outcome === null || outcome.result === 'refused') return [];
    const { running: id, at } = outcome;
    const release = id === null ? null : (releases.get(id) ?? null);
    return [{ releaseId: id, release, at, by: intent.by.name }];
  });
}

/** The oldest of the words that say the same without a break up to now. */
function sinceWhen(words: readonly Word[], says: (word: Word) => boolean): Since {
  const other = words.findLastIndex((word) => !says(word));
  const { at, by } = words[other + 1] ?? { at: '', by: '' };
  return { at, by };
}

function runs(release: Release | null, service: string, build: ServiceBuild): boolean {
  return isSameBuild(release?.services[service], build);
}

function standingOf(release: Release, facts: readonly Fact[], state: EnvironmentState): Running['standing'] {
  const hash = servicesHash(release);
  if (state.verifications.some((one) => one.servicesHash === hash)) return 'verified';
  const was = facts.some((fact) => fact.kind === 'verification' && fact.servicesHash === hash);
  return was ? 'takenBack' : 'notVerified';
}
