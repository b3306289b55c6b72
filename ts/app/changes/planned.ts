import { compare, type Changes } from '../../core/changes/changes.ts';
import { knownBuilds } from '../../core/changes/commits.ts';
import { stateOfRelease, stateVerified, type RunsByService } from '../../core/changes/state.ts';
import type { LiveTarget, Situation } from '../../core/gates/situation.ts';
import type { TaskDefinition } from '../../core/live/live.ts';
import { commitsOf, type CommitSources } from './commits-of.ts';

/**
 * What a promotion would change: from what was verified in the environment, with the task definitions that run, to the release, with
 * those that would be copied for it.
 */
export async function plannedChanges(
  situation: Situation,
  cloneOf: CommitSources['cloneOf'],
): Promise<Changes> {
  const { environment, release, state, known, live, stack } = situation;
  const runsBy = (of: (target: LiveTarget) => TaskDefinition | null): RunsByService =>
    new Map(
      environment.services.flatMap(({ service, container }) => {
        const found = live.get(service);
        const taskDefinition = found && of(found);
        return taskDefinition ? [[service, { taskDefinition, container }] as const] : [];
      }),
    );
  const from = stateVerified(
    state,
    runsBy(({ current }) => current),
  );
  const to = stateOfRelease(
    release,
    runsBy(({ template }) => template),
  );
  const builds = knownBuilds([...known.values(), release]);
  const commits = await commitsOf(from, to, { builds, cloneOf });
  return compare(from, to, commits, { environment: environment.name, terraform: stack });
}
