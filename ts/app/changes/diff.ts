import { compare, type Changes } from '../../core/changes/changes.ts';
import { knownBuilds } from '../../core/changes/commits.ts';
import type { State } from '../../core/changes/state.ts';
import type { Problem } from '../../core/errors/problem.ts';
import { recordedReleases } from '../../core/ledger/environment-state.ts';
import { releaseErrors } from '../../core/errors/catalogue/release.ts';
import type { Release } from '../../core/release/release.ts';
import { commitsOf, type CommitSources } from './commits-of.ts';
import { meant, stateNamed, type StateTools } from './state-named.ts';

export interface DiffTools extends StateTools {
  readonly cloneOf: CommitSources['cloneOf'];
}

/**
 * What changes from one state to another. ECS is asked where one of them is what runs, or where task definitions are asked for.
 * The problems are alarms: one build number that stands for two images.
 */
export async function diff(
  texts: readonly [from: string, to: string],
  taskDefinitions: boolean,
  tools: DiffTools,
): Promise<{ readonly changes: Changes; readonly problems: readonly Problem[] }> {
  const references = texts.map((text) => meant(text, tools));
  const asked = taskDefinitions || references.some(({ kind }) => kind === 'running');
  const [from, to] = await Promise.all(references.map((one) => stateNamed(one, asked, tools)));
  if (!from || !to) throw new Error('two states were asked for');
  const recorded = recordedReleases([...tools.facts.values()].flat()).values();
  const builds = knownBuilds([...recorded, releaseIn(from), releaseIn(to)]);
  const changes = compare(from, to, await commitsOf(from, to, { builds, cloneOf: tools.cloneOf }));
  return { changes, problems: alarms(changes) };
}

/** A file's release need not be in the ledger. */
function releaseIn({ services }: State): Release {
  const builds = [...services].flatMap(([service, { build }]) => (build ? [[service, build] as const] : []));
  return { version: 1, parent: null, services: Object.fromEntries(builds) };
}

function alarms({ from, to, services }: Changes): readonly Problem[] {
  return services.flatMap(({ service, change, from: before, to: after }) => {
    const build = after?.build;
    if (change !== 'sameBuildOtherDigest' || !before?.digest || !after?.digest || typeof build !== 'number')
      return [];
    const digests = [
      { digest: before.digest, source: from.name },
      { digest: after.digest, source: to.name },
    ];
    return [releaseErrors.sameBuildOtherDigest.problem({ service, build, digests })];
  });
}
