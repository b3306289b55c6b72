import type { Environment, ServiceTarget } from '../core/config/config.ts';
import { ProblemError } from '../core/errors/problem.ts';
import { existenceRow } from '../core/existence/row.ts';
import { freezesHolding } from '../core/freeze/holding.ts';
import { environmentState } from '../core/ledger/environment-state.ts';
import type { Fact } from '../core/ledger/fact.ts';
import type { LiveService, TaskDefinition } from '../core/live/live.ts';
import type { EnvironmentStatus, ServiceStatus } from '../core/promotion/status.ts';
import type { ServiceBuild } from '../core/release/release.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Services } from '../ports/services.ts';

/**
 * What runs where, as the ledger remembers it and, where `servicesOf` is given, as ECS says now. An environment whose account or
 * cluster can't be reached is said to be unreachable; the others are still told.
 */
export async function status(
  environments: readonly Environment[],
  ledger: Ledger,
  servicesOf: ((environment: Environment) => Promise<Services>) | null,
  clock: Pick<Clock, 'now'>,
): Promise<readonly EnvironmentStatus[]> {
  return Promise.all(
    environments.map(async (environment) => {
      const facts = await ledger.read(environment.name);
      const live = servicesOf && (await lookAt(environment, servicesOf));
      return statusOf(environment, facts, live, clock.now());
    }),
  );
}

/** What ECS says of an environment's services, by ECS service name. */
export type Live = ReadonlyMap<
  string,
  { readonly service: LiveService; readonly definition: TaskDefinition | null }
>;

/** Never fails because an account or a cluster can't be reached: then it says so. */
export async function lookAt(
  environment: Environment,
  servicesOf: (environment: Environment) => Promise<Services>,
): Promise<Live | { readonly unreachable: string }> {
  try {
    const services = await servicesOf(environment);
    const found = await services.observe(environment.services.map(({ ecsService }) => ecsService));
    return new Map(
      await Promise.all(
        [...found].map(async ([name, service]) => {
          const definition =
            service.status === 'active' ? await services.taskDefinition(service.taskDefinition) : null;
          return [name, { service, definition }] as const;
        }),
      ),
    );
  } catch (error) {
    if (error instanceof ProblemError && error.problems.every(({ category }) => category !== 'interrupted')) {
      return { unreachable: error.problems[0].what };
    }
    throw error;
  }
}

function statusOf(
  environment: Environment,
  facts: readonly Fact[],
  live: Live | { readonly unreachable: string } | null,
  now: number,
): EnvironmentStatus {
  const { lastVerified, unfinished, stop } = environmentState(environment.name, facts);
  return {
    environment: environment.name,
    releaseId: lastVerified?.releaseId ?? null,
    verifiedAt: lastVerified?.at ?? null,
    verifiedBy: lastVerified?.by.name ?? null,
    unfinished: unfinished?.intent.releaseId ?? null,
    existence: existenceIn(environment, facts, now),
    frozen: freezesHolding(environment.freezes, now),
    stopped: stop && { by: stop.by.name, at: stop.at, reason: stop.reason },
    services: environment.services.map((target) => {
      const build = lastVerified?.release.services[target.service];
      return {
        service: target.service,
        build: build?.build ?? null,
        subject: build?.subject ?? null,
        digest: build?.digest ?? null,
        ...comparison(target, build, live),
      };
    }),
  };
}

function existenceIn(
  environment: Environment,
  facts: readonly Fact[],
  now: number,
): EnvironmentStatus['existence'] {
  if (environment.onDemand === undefined) return null;
  const { state, since, by, reason } = existenceRow(environment, facts, now);
  return { state, since, by, reason };
}

function comparison(
  { ecsService, container }: ServiceTarget,
  build: ServiceBuild | undefined,
  live: Live | { readonly unreachable: string } | null,
): Pick<ServiceStatus, 'live' | 'remark'> {
  if (live === null) return { live: 'notAsked', remark: null };
  if ('unreachable' in live) return { live: 'unreachable', remark: live.unreachable };
  const found = live.get(ecsService);
  if (found?.service.status !== 'active') return { live: 'missing', remark: `no service ${ecsService}` };
  const image =
    found.definition?.containers.find(({ name }) => name === container)?.image ?? 'no such container';
  const { runningCount, desiredCount } = found.service;
  const counts = runningCount === desiredCount ? null : `${runningCount} of ${desiredCount} tasks run`;
  if (!build) return { live: 'notRecorded', remark: `runs ${image}` };
  if (image !== `${build.image}@${build.digest}`) return { live: 'drift', remark: `runs ${image}` };
  return { live: 'asRecorded', remark: counts };
}
