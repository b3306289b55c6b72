import { referenceOf, type Reference } from '../../core/changes/reference.ts';
import {
  buildsByImage,
  stateOfRelease,
  stateRunning,
  stateVerified,
  type RunsBy,
  type RunsByService,
  type State,
} from '../../core/changes/state.ts';
import type { Config, Environment } from '../../core/config/config.ts';
import {
  environmentState,
  recordedReleases,
  type EnvironmentState,
} from '../../core/ledger/environment-state.ts';
import type { Fact } from '../../core/ledger/fact.ts';
import type { TaskDefinition } from '../../core/live/live.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import type { Release } from '../../core/release/release.ts';
import type { Services } from '../../ports/services.ts';
import { findRelease, idsMeant } from '../find-release.ts';
import type { Ledger } from '../../ports/ledger.ts';

export interface StateTools {
  readonly config: Config;
  readonly ledger: Ledger;
  /** Every environment's facts. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly isFile: (path: string) => boolean;
  readonly readRelease: (path: string) => Promise<Release>;
  /** What runs in an environment's cluster. */
  readonly servicesOf: (environment: Environment) => Promise<Services>;
}

/** What a person meant. Errors: those of `referenceOf`, `promote-release-ambiguous`. */
export function meant(text: string, { config, facts, isFile }: StateTools): Reference {
  const known = recordedReleases([...facts.values()].flat());
  return referenceOf(text, {
    environments: config.environments.map(({ name }) => name),
    releases: idsMeant(text, known.keys()),
    isFile: isFile(text),
  });
}

/**
 * The state of that name. Reads, and changes nothing.
 *
 * @param withTaskDefinitions whether ECS is asked by which task definition an environment's services run, or were proven to
 */
export async function stateNamed(
  reference: Reference,
  withTaskDefinitions: boolean,
  tools: StateTools,
): Promise<State> {
  switch (reference.kind) {
    case 'file':
      return stateOfRelease(await tools.readRelease(reference.name));
    case 'release':
      return stateOfRelease(await findRelease(reference.name, tools.ledger));
    case 'verified': {
      const environment = environmentNamed(reference.environment, tools);
      const state = environmentState(environment.name, tools.facts.get(environment.name) ?? []);
      return stateVerified(state, withTaskDefinitions ? await proven(environment, state, tools) : undefined);
    }
    case 'running': {
      const environment = environmentNamed(reference.environment, tools);
      const builds = buildsByImage(recordedReleases([...tools.facts.values()].flat()).values());
      return stateRunning(environment.name, environment.services, await running(environment, tools), builds);
    }
  }
}

function environmentNamed(name: string, { config }: StateTools): Environment {
  const environment = config.environments.find((one) => one.name === name);
  if (!environment) throw new Error(`${name} was an environment a moment ago`);
  return environment;
}

async function running(environment: Environment, { servicesOf }: StateTools): Promise<RunsByService> {
  const services = await servicesOf(environment);
  const found = await services.observe(environment.services.map(({ ecsService }) => ecsService));
  return runsBy(environment, async ({ ecsService }) => {
    const service = found.get(ecsService);
    return service?.status === 'active' ? services.taskDefinition(service.taskDefinition) : null;
  });
}

/** The task definitions that were looked at when the release was proven there; one that was deleted since is left out. */
async function proven(
  environment: Environment,
  { lastVerified }: EnvironmentState,
  { servicesOf }: StateTools,
): Promise<RunsByService> {
  const services = await servicesOf(environment);
  return runsBy(environment, async ({ service }) => {
    const row = lastVerified?.proof.find((one) => one.service === service);
    if (!row) return null;
    try {
      return await services.taskDefinition(row.taskDefinition);
    } catch (error) {
      const gone =
        error instanceof ProblemError &&
        error.problems.every(({ code }) => code === 'ecs-task-definition-not-found');
      if (!gone) throw error;
      return null;
    }
  });
}

async function runsBy(
  { services }: Environment,
  definitionOf: (target: Environment['services'][number]) => Promise<TaskDefinition | null>,
): Promise<RunsByService> {
  const found = await Promise.all(
    services.map(async (target): Promise<readonly [string, RunsBy][]> => {
      const taskDefinition = await definitionOf(target);
      return taskDefinition ? [[target.service, { taskDefinition, container: target.container }]] : [];
    }),
  );
  return new Map(found.flat());
}
