import type { Environment } from '../config/config.ts';
import { environmentState } from '../ledger/environment-state.ts';
import type { Fact } from '../ledger/fact.ts';
import type { Release, ReleaseId, ServiceBuild } from '../release/release.ts';

/** What the last verified promotion put into an environment, and what therefore no plan of its stack may move by itself. */
export interface HandedOver extends Pick<Environment, 'engine' | 'cluster'> {
  readonly environment: string;
  readonly releaseId: ReleaseId;
  readonly services: readonly HandedOverService[];
}

export interface HandedOverService {
  readonly service: string;
  readonly ecsService: string;
  readonly container: string;
  readonly build: ServiceBuild;
  /** ARN of the one that was proven. */
  readonly taskDefinition: string;
}

/**
 * Null where nothing was ever verified, or all of it was taken back, or the environment was destroyed since. A service that is no longer
 * configured is nobody's to keep.
 *
 * @param facts of the environment, oldest first
 */
export function handedOver(
  { name, engine, cluster, services }: Pick<Environment, 'name' | 'engine' | 'cluster' | 'services'>,
  facts: readonly Fact[],
): HandedOver | null {
  const { lastVerified } = environmentState(name, sinceGone(facts));
  if (!lastVerified) return null;
  const { release, releaseId, proof } = lastVerified;
  return {
    environment: name,
    engine,
    cluster,
    releaseId,
    services: services.flatMap(({ service, ecsService, container }) => {
      const build = release.services[service];
      const taskDefinition = proof.find((row) => row.service === service)?.taskDefinition;
      return build && taskDefinition !== undefined
        ? [{ service, ecsService, container, build, taskDefinition }]
        : [];
    }),
  };
}

/** Services of the environment that a release brings another build of than the verified one, by their names in ECS. */
export function broughtBy({ services }: Release, handedOver: HandedOver): ReadonlyMap<string, ServiceBuild> {
  return new Map(
    handedOver.services.flatMap(({ service, ecsService, build }) => {
      const comes = services[service];
      return comes && comes.digest !== build.digest ? [[ecsService, comes] as const] : [];
    }),
  );
}

/** What was verified before an environment on demand was destroyed is not there any more. */
function sinceGone(facts: readonly Fact[]): readonly Fact[] {
  const gone = facts.findLastIndex(
    (fact) => fact.kind === 'existence' && fact.to === 'down' && fact.phase === 'ended',
  );
  return facts.slice(gone + 1);
}
