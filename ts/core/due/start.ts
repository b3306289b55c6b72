import type { ReleaseId } from '../release/release.ts';
import type { Due } from './due.ts';

/** What was due when it was asked last, by environment. */
export type DueBefore = ReadonlyMap<string, ReleaseId>;

/** A deploy job that is to be started with the build that verified the release. */
export interface Start {
  readonly environment: string;
  readonly job: string;
  readonly releaseId: ReleaseId;
  readonly from: { readonly job: string; readonly number: number };
}

/**
 * What has become due since it was asked last: that is when a job is started, and not each time it is asked while the first waits for an
 * agent or a person, or was refused. What was held in between and is let in again has become due anew. A release that no build of
 * Jenkins has archived has nothing to start a job with.
 */
export function toStart(rows: readonly Due[], before: DueBefore): readonly Start[] {
  return rows.flatMap(({ environment, job, release }) =>
    release?.build && before.get(environment) !== release.releaseId
      ? [{ environment, job, releaseId: release.releaseId, from: release.build }]
      : [],
  );
}

/** What is to be remembered until it is asked again. */
export function dueNow(rows: readonly Due[]): DueBefore {
  return new Map(
    rows.flatMap(({ environment, release }) => (release ? [[environment, release.releaseId]] : [])),
  );
}
