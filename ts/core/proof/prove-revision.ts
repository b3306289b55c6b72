/**
 * The other half of the proof: what the deployment's target service revision resolved the release's image to. Tasks tell what ran
 * when they were looked at; the revision tells what every task that ECS starts from now on will run, because ECS resolves an image once
 * a deployment (developer guide, "Container image resolution").
 */
import { ecsErrors } from '../errors/catalogue/ecs.ts';
import type { Problem } from '../errors/problem.ts';
import type { ServiceRevision } from '../live/live.ts';
import type { ServiceBuild } from '../release/release.ts';

export interface RevisionInput {
  readonly service: string;
  readonly build: ServiceBuild;
  readonly container: string;
  /** Undefined where ECS shows none for the deployment. */
  readonly revision: ServiceRevision | undefined;
}

export type RevisionProof =
  | { readonly outcome: 'resolved' }
  /** Nothing speaks against it; tasks that start later may still run another image. */
  | { readonly outcome: 'unresolved'; readonly note: string }
  | { readonly outcome: 'otherDigest'; readonly problem: Problem };

export function proveRevision({ service, build, container, revision }: RevisionInput): RevisionProof {
  if (!revision) return { outcome: 'unresolved', note: 'ECS shows no service revision for the deployment' };
  const found = revision.containers.find(({ name }) => name === container)?.imageDigest ?? null;
  if (found === null) {
    return { outcome: 'unresolved', note: `the service revision does not pin the image of ${container}` };
  }
  const accepted: readonly string[] = [build.digest, ...Object.values(build.platforms ?? {})];
  if (accepted.includes(found)) return { outcome: 'resolved' };
  const values = { service, wanted: build.digest, found, revision: revision.arn };
  return { outcome: 'otherDigest', problem: ecsErrors.otherDigestResolved.problem(values) };
}
