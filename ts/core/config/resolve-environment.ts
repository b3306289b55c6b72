import type { Approval, Environment, ServiceTarget } from './config.ts';
import type { EnvironmentFile } from './environment-schema.ts';
import type { FreezeFile } from './freeze-schema.ts';
import { resolveFreeze } from './resolve-freeze.ts';
import { resolvePrerequisites } from './resolve-prerequisites.ts';
import { resolveSmoke } from './resolve-smoke.ts';
import { resolveStrategy, strategyMinutes } from './resolve-strategy.ts';
import type { DefaultsFile, ServiceFile } from './schema.ts';

export interface Surroundings {
  readonly defaults: DefaultsFile;
  /** In the order of the file. */
  readonly services: readonly { readonly name: string; readonly file: ServiceFile }[];
  readonly freezes: readonly { readonly name: string; readonly file: FreezeFile }[];
  /** Who is in each group; undefined where the file says so of none. */
  readonly groups: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What a promotion may take by itself, before anything waits: pulling images, starting tasks, draining old ones. */
const deploymentMinutes = 30;

/** An environment with every default filled in. Region and cluster are empty where the file does not say them, which a check refuses. */
export function resolveEnvironment(
  name: string,
  file: EnvironmentFile,
  { defaults, services, freezes, groups }: Surroundings,
): Environment {
  const said = { ...defaults, ...file };
  const targets = services.map((service) => targetOf(service, name, file, defaults));
  return {
    name,
    job: file.job ?? `deploy-${name}`,
    promotesFrom: [...new Set(listOf(file.promotesFrom))],
    fromAll: typeof file.promotesFrom === 'object' && 'all' in file.promotesFrom,
    automatic: file.automatic ?? false,
    changesInChoices: file.changesInChoices ?? false,
    soakMinutes: file.soakMinutes ?? 0,
    hotfixMaySkip: file.hotfix?.maySkip ?? [],
    freezes: freezes
      .filter((freeze) => freeze.file.environments.includes(name))
      .map((freeze) => resolveFreeze(freeze.name, freeze.file)),
    engine: said.engine ?? 'ecs',
    region: said.region ?? '',
    accountId: said.accountId,
    assumeRole: file.assumeRole,
    cluster: file.cluster ?? file.stack ?? '',
    stack: file.stack,
    onDemand: file.onDemand,
    services: targets,
    waves: resolveWaves(
      said.waves ?? [],
      services.map((service) => service.name),
    ),
    parallel: said.parallel,
    settleMinutes: said.settleMinutes ?? 0,
    deadlineMinutes: said.deadlineMinutes ?? deploymentMinutes + waitingMinutes(file, defaults),
    onFailure: said.onFailure ?? 'rollback',
    onAbort: said.onAbort ?? 'leave',
    keepImages: said.keepImages ?? true,
    approval: file.approval && approvalOf(file.approval, groups),
    prerequisites: resolvePrerequisites(
      file.prerequisites ?? [],
      services.map((service) => ({ name: service.name, prerequisites: service.file.prerequisites ?? [] })),
    ),
    smoke: (file.smoke ?? []).map((smoke) => resolveSmoke(smoke, targets)),
  };
}

/** Whoever no wave names moves last; a wave that names nobody is none. */
function resolveWaves(
  waves: readonly (readonly string[])[],
  services: readonly string[],
): readonly (readonly string[])[] {
  const named = new Set(waves.flat());
  return [...waves, services.filter((service) => !named.has(service))].filter(({ length }) => length > 0);
}

/** Minutes that the slowest strategy of the environment and the settling take, whatever the tasks do. */
export function waitingMinutes(file: EnvironmentFile, defaults: DefaultsFile): number {
  const strategies = [file, ...Object.values(file.services ?? {})].map(
    ({ strategy }) => strategy ?? file.strategy ?? defaults.strategy,
  );
  const longest = Math.max(...strategies.map((strategy) => strategyMinutes(resolveStrategy(strategy))));
  return longest + (file.settleMinutes ?? defaults.settleMinutes ?? 0);
}

export function ecsServiceName(template: string, environment: string): string {
  return template.replaceAll('{environment}', environment);
}

/** `promotesFrom` may be one name, a list, a list of which all count, or nothing. */
export function listOf(names: EnvironmentFile['promotesFrom']): readonly string[] {
  if (names === undefined) return [];
  if (typeof names === 'string') return [names];
  return 'all' in names ? names.all : names;
}

function targetOf(
  { name: service, file }: Surroundings['services'][number],
  environment: string,
  { strategy, services = {} }: EnvironmentFile,
  defaults: DefaultsFile,
): ServiceTarget {
  const here = Object.hasOwn(services, service) ? services[service] : undefined;
  return {
    service,
    ecsService: ecsServiceName(here?.ecsService ?? file.ecsService ?? service, environment),
    container: here?.container ?? file.container ?? service,
    strategy: resolveStrategy(here?.strategy ?? strategy ?? defaults.strategy),
  };
}

function approvalOf(
  { from, minimum = 1, notRequester = false, validMinutes }: NonNullable<EnvironmentFile['approval']>,
  groups: Surroundings['groups'],
): Approval {
  const people = groups && [
    ...new Set(from.flatMap((name) => (Object.hasOwn(groups, name) ? (groups[name] ?? []) : [name]))),
  ];
  return { from, people, minimum, notRequester, validMinutes };
}
