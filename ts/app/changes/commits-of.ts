import { buildsApart } from '../../core/changes/changes.ts';
import { recordedCommits, type Commits, type KnownBuilds } from '../../core/changes/commits.ts';
import type { State } from '../../core/changes/state.ts';
import type { ServiceBuild } from '../../core/release/release.ts';
import type { CommitRange } from '../../ports/commit-range.ts';

export interface CommitSources {
  readonly builds: KnownBuilds;
  /** The clone of a service; undefined where none is at hand. */
  readonly cloneOf: (service: string) => CommitRange | undefined;
}

/** So many git processes at a time: a plan may ask of hundreds of services. */
const atOnce = 8;

/** The commits between what two states have of each service: from its clone where there is one, else from the recorded builds. */
export async function commitsOf(
  from: State,
  to: State,
  sources: CommitSources,
): Promise<ReadonlyMap<string, Commits>> {
  const apart = [...to.services].flatMap(([service, state]) => {
    const builds = buildsApart(from.services.get(service), state);
    return builds ? [{ service, ...builds }] : [];
  });
  const found = new Map<string, Commits>();
  const waiting = apart.values();
  const work = async () => {
    for (const { service, ...builds } of waiting)
      found.set(service, await commitsBetween(service, builds, sources));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
}

async function commitsBetween(
  service: string,
  { from, to }: { readonly from: ServiceBuild; readonly to: ServiceBuild },
  { builds, cloneOf }: CommitSources,
): Promise<Commits> {
  const recorded = (why: string | null) => recordedCommits(from, to, builds.get(service) ?? [], why);
  const clone = cloneOf(service);
  if (!clone) return recorded(null);
  if (from.commit === null || to.commit === null) return recorded('a build does not name its commit');
  const found = await clone.between(from.commit, to.commit);
  if (found === 'missing') return recorded('the clone lacks one of the two commits');
  const { brought, takenBack, shallow } = found;
  return { source: 'git', brought, takenBack, remark: shallow ? 'the clone is shallow' : null };
}
