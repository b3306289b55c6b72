import { utcText } from '../utc-text.ts';
import type { ServiceTarget } from '../config/config.ts';
import type { EnvironmentState } from '../ledger/environment-state.ts';
import type { TaskDefinition } from '../live/live.ts';
import type { Release, ReleaseId, ServiceBuild } from '../release/release.ts';
import { releaseId } from '../release/release-id.ts';
import { shortId } from '../release/short-id.ts';
import type { StackChanges } from '../terraform/stack-changes.ts';

/** One side of a comparison: what a release would bring, what was verified in an environment, or what runs there. */
export interface State {
  /** As a person reads it: `live: release 4f2c1a9, verified 2026-11-02 09:00 UTC by anna`. */
  readonly name: string;
  /** Null for a release. */
  readonly environment: string | null;
  /** Null for what runs, and where nothing was verified. */
  readonly releaseId: ReleaseId | null;
  readonly services: ReadonlyMap<string, ServiceState>;
  /** What Terraform did to bring it there; null where it did nothing, or where that is not known. */
  readonly terraform: StackChanges | null;
}

export interface ServiceState {
  /** Null where what runs is the image of no build that is known. */
  readonly build: ServiceBuild | null;
  /** `repository@sha256:…`, or whatever the task definition says. */
  readonly image: string;
  /** What ECS runs it by, and the container of the service in it; null where ECS was not asked. */
  readonly runsBy: RunsBy | null;
}

export interface RunsBy {
  readonly taskDefinition: TaskDefinition;
  readonly container: string;
}

/** By service name, of one environment. */
export type RunsByService = ReadonlyMap<string, RunsBy>;

/** @param runsBy the task definitions that go with it, where there are any */
export function stateOfRelease(release: Release, runsBy: RunsByService = new Map()): State {
  const id = releaseId(release);
  return {
    name: `release ${shortId(id)}`,
    environment: null,
    releaseId: id,
    services: servicesOf(release, runsBy),
    terraform: null,
  };
}

/** What was verified last in an environment; a state without services where nothing counts as verified. */
export function stateVerified(
  { environment, lastVerified, promotions }: EnvironmentState,
  runsBy: RunsByService = new Map(),
): State {
  if (lastVerified === null) {
    const name = `${environment}: nothing verified yet`;
    return { name, environment, releaseId: null, services: new Map(), terraform: null };
  }
  const { releaseId: id, release, at, by, promotion } = lastVerified;
  const brought = promotions.find(({ intent }) => intent.id === promotion);
  return {
    name: `${environment}: release ${shortId(id)}, verified ${utcText(at)} by ${by.name}`,
    environment,
    releaseId: id,
    services: servicesOf(release, runsBy),
    terraform: brought?.intent.plan.terraform ?? null,
  };
}

/**
 * What runs in an environment. A service whose image a known build has is that build; one that is not there is in no map.
 *
 * @param builds every build that is known, by `repository@sha256:…`
 */
export function stateRunning(
  environment: string,
  targets: readonly ServiceTarget[],
  runsBy: RunsByService,
  builds: ReadonlyMap<string, ServiceBuild>,
): State {
  const services = targets.flatMap(({ service }): readonly (readonly [string, ServiceState])[] => {
    const found = runsBy.get(service);
    if (!found) return [];
    const { taskDefinition, container } = found;
    const image = taskDefinition.containers.find(({ name }) => name === container)?.image ?? 'no image';
    return [[service, { build: builds.get(image) ?? null, image, runsBy: found }]];
  });
  return {
    name: `${environment}: what runs`,
    environment,
    releaseId: null,
    services: new Map(services),
    terraform: null,
  };
}

/** The builds of releases by their image, for `stateRunning`. */
export function buildsByImage(releases: Iterable<Release>): ReadonlyMap<string, ServiceBuild> {
  const builds = new Map<string, ServiceBuild>();
  for (const { services } of releases)
    for (const build of Object.values(services)) builds.set(imageOf(build), build);
  return builds;
}

function servicesOf({ services }: Release, runsBy: RunsByService): State['services'] {
  return new Map(
    Object.entries(services).map(([service, build]) => [
      service,
      { build, image: imageOf(build), runsBy: runsBy.get(service) ?? null },
    ]),
  );
}

function imageOf({ image, digest }: ServiceBuild): string {
  return `${image}@${digest}`;
}
