import { environmentState } from '../../ledger/environment-state.ts';
import type { Fact } from '../../ledger/fact.ts';
import { keyOf, type FirstSeen } from '../first-seen.ts';
import { isDeployment } from '../history.ts';
import { changesOf, restoredAt, type Change } from './changes.ts';
import { fewest, medianOf, shareOf, type Measure } from './measure.ts';

/**
 * The four measures that DORA's research made known, as far as the ledger can tell them; `docs/board.md` defines each. They are of one
 * environment, and of the last days only.
 */
export interface Measures {
  /** Changes that arrived, a week. */
  readonly deploymentsPerWeek: Measure;
  /** Median, in milliseconds, from when the ledger first heard of a build until it was verified here. */
  readonly leadTime: Measure;
  /** Share of the changes that failed, 0 to 1. */
  readonly changeFailureRate: Measure;
  /** Median, in milliseconds, from when a change was known to have failed until what ran was verified again. */
  readonly timeToRestore: Measure;
  /** Failed changes after which nothing that is verified runs yet. */
  readonly unrestored: number;
}

const day = 86_400_000;

/**
 * @param facts of the environment, oldest first
 * @param now milliseconds since the epoch
 */
export function measuresOf(facts: readonly Fact[], seen: FirstSeen, now: number, days: number): Measures {
  const state = environmentState('', facts);
  const from = now - days * day;
  const all = changesOf(state, facts);
  const changes = all.filter(({ endedAt }) => endedAt >= from);
  const failed = changes.filter(({ failedAt }) => failedAt !== null);
  const restored = failed.map((change) => {
    const at = restoredAt(change, state);
    return at === null ? null : at - (change.failedAt ?? at);
  });
  const arrived = changes.filter((change) => change.arrived);
  return {
    deploymentsPerWeek: perWeek(arrived.length, facts[0], from, now),
    leadTime: medianOf(leadTimes(all, seen, from)),
    changeFailureRate: shareOf(failed.length, changes.length),
    timeToRestore: medianOf(restored.filter((one) => one !== null)),
    unrestored: restored.filter((one) => one === null).length,
  };
}

/** Over the time of which there are records: a ledger that began last week has not stood still for the months before. */
function perWeek(count: number, first: Fact | undefined, from: number, now: number): Measure {
  const began = first ? Math.max(from, Date.parse(first.at)) : from;
  const weeks = Math.max(now - began, day) / (7 * day);
  return { value: count < fewest ? null : count / weeks, of: count };
}

/** A build counts once, when it is first verified here; a build that comes again does not make the team slower. */
function leadTimes(changes: readonly Change[], seen: FirstSeen, from: number): readonly number[] {
  const here = new Set<string>();
  const arrived = changes.filter((change) => change.arrived);
  return arrived.flatMap(({ promotion: { intent }, endedAt }) => {
    const moved = intent.plan.actions.filter(isDeployment).flatMap(({ service }) => {
      const build = intent.release.services[service];
      return build ? [keyOf(service, build)] : [];
    });
    const first = moved.filter((key) => !here.has(key));
    for (const key of first) here.add(key);
    return endedAt < from ? [] : first.map((key) => endedAt - (seen.get(key) ?? endedAt));
  });
}
