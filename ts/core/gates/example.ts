import type { Config, Environment } from '../config/config.ts';
import { environmentsBefore } from '../config/environments-before.ts';
import { environmentState, recordedReleases } from '../ledger/environment-state.ts';
import type { Fact, FactDraft } from '../ledger/fact.ts';
import type { LiveTarget } from './situation.ts';
import type { Situation } from './situation.ts';
import type { TaskDefinition } from '../live/live.ts';
import type { Release, ServiceBuild } from '../release/release.ts';
import { releaseId, servicesHash } from '../release/release-id.ts';

/** Situations for tests: a line test → beta → live with service1 and service2, told by what happened in it. */
export const services = ['service1', 'service2'] as const;

export function anEnvironment(
  name: string,
  promotesFrom: readonly string[],
  differing: Partial<Environment> = {},
): Environment {
  return {
    name,
    job: `deploy-${name}`,
    promotesFrom,
    fromAll: false,
    automatic: false,
    changesInChoices: false,
    soakMinutes: 0,
    hotfixMaySkip: [],
    freezes: [],
    engine: 'ecs',
    region: 'ap-southeast-2',
    accountId: undefined,
    assumeRole: undefined,
    cluster: `appcluster-${name}`,
    stack: undefined,
    onDemand: undefined,
    services: services.map((service) => ({
      service,
      ecsService: service,
      container: service,
      strategy: { type: 'rolling' },
    })),
    waves: [services],
    parallel: undefined,
    settleMinutes: 0,
    deadlineMinutes: 30,
    onFailure: 'rollback',
    onAbort: 'leave',
    keepImages: true,
    approval: undefined,
    prerequisites: [],
    smoke: [],
    ...differing,
  };
}

export const line: Config = {
  version: 1,
  ledger: undefined,
  services: services.map((name) => ({
    name,
    job: `${name}-build`,
    image: `123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/${name}`,
    variable: `${name.toUpperCase()}_BUILD`,
  })),
  environments: [anEnvironment('test', []), anEnvironment('beta', ['test']), anEnvironment('live', ['beta'])],
  notifications: [],
};

/** The facts of one environment, oldest first; ids and times count up. */
export function facts(environment: string, ...drafts: readonly FactDraft[]): readonly Fact[] {
  return drafts.map((draft, index) => ({
    version: 1,
    id: `01KB0Z3N7V${String(index).padStart(16, '0')}`,
    environment,
    previous: null,
    at: new Date(Date.UTC(2026, 10, 2, 9, index)).toISOString(),
    ...draft,
  }));
}

const by = { name: 'anna' };

export function began(release: Release): FactDraft {
  const id = releaseId(release);
  const plan = {
    version: 1,
    kind: 'promote',
    environment: 'any',
    cluster: 'any',
    engine: 'ecs',
    releaseId: id,
    baseline: null,
    actions: [],
    parallel: null,
    notes: [],
  } as const;
  return {
    kind: 'promotion',
    phase: 'intent',
    by,
    release,
    releaseId: id,
    plan,
    planHash: 'a'.repeat(64),
    approvedBy: [],
    reason: null,
  };
}

export function wasVerified(release: Release): FactDraft {
  return {
    kind: 'verification',
    by,
    promotion: 'p',
    release,
    releaseId: releaseId(release),
    servicesHash: servicesHash(release),
    proof: [],
  };
}

export function wasRevoked(release: Release): FactDraft {
  return { kind: 'revocation', by, releaseId: releaseId(release), reason: 'wrong totals' };
}

/** A task definition of the service that runs the given build. */
export function running(service: string, build: ServiceBuild, revision = 1): TaskDefinition {
  const image = `${build.image}@${build.digest}`;
  return {
    arn: `arn:aws:ecs:ap-southeast-2:123456789012:task-definition/${service}:${revision}`,
    family: service,
    revision,
    containers: [{ name: service, image }],
    definition: { family: service, containerDefinitions: [{ name: service, image }] },
  };
}

export function liveTarget(
  definition: TaskDefinition,
  differing: { desiredCount?: number; template?: TaskDefinition } = {},
): LiveTarget {
  const { desiredCount = 2, template = definition } = differing;
  return {
    service: {
      status: 'active',
      ecsService: definition.family,
      controller: 'ECS',
      strategy: 'ROLLING',
      desiredCount,
      runningCount: desiredCount,
      taskDefinition: definition.arn,
      inProgress: null,
      loadBalancers: [],
      hooks: [],
    },
    current: definition,
    template,
    codeDeploy: null,
  };
}

/** The candidate before the environment, with what the ledger holds of each environment. */
export function situation(
  environmentName: string,
  release: Release,
  ledger: Readonly<Record<string, readonly Fact[]>> = {},
  differing: Partial<Situation> = {},
): Situation {
  const config = differing.config ?? line;
  const environment =
    differing.environment ?? config.environments.find(({ name }) => name === environmentName);
  if (!environment) throw new Error(`no ${environmentName} in the line`);
  const stateOf = (name: string) => environmentState(name, ledger[name] ?? []);
  const builds = Object.entries(release.services);
  return {
    config,
    environment,
    release,
    releaseId: releaseId(release),
    servicesHash: servicesHash(release),
    state: stateOf(environmentName),
    upstream: new Map(environmentsBefore(environment, config).map((name) => [name, stateOf(name)])),
    known: recordedReleases(Object.values(ledger).flat()),
    live: new Map(
      builds.map(([service, build]) => [
        service,
        liveTarget(running(service, { ...build, digest: `sha256:${'0'.repeat(64)}` })),
      ]),
    ),
    images: new Map(builds.map(([service, { digest }]) => [service, { digest }])),
    checks: new Map(),
    request: { by, reason: null, kind: 'promote', exceptions: {} },
    now: Date.UTC(2026, 10, 2, 12),
    ...differing,
  };
}
