/**
 * One look at many deployments: a request for every ten services, one for every twenty service deployments, the cluster's stopped
 * tasks in one list, and one for the health of the tasks that run. Only tasks that stop cost more.
 */
import type { Deployment, Service, ServiceDeployment } from '@aws-sdk/client-ecs';
import { deploymentState, type DeploymentView } from '../../core/live/deployment-state.ts';
import type { DeploymentProgress, ServiceEvent } from '../../core/live/live.ts';
import { isGivenUp } from '../../core/watch/given-up.ts';
import { ownEvents } from '../../core/watch/own-events.ts';
import type { StartedDeployment } from '../../ports/services.ts';
import { lastSegment, type EcsAccess } from './access.ts';
import { describeServices, primaryOf } from './describe-services.ts';
import type { Followed, FollowedDeployments } from './followed.ts';
import { describeServiceDeployments, serviceDeploymentOf, startedByOf } from './service-deployments.ts';
import { lookForStoppedTasks, stoppedTasksOf } from './stopped-tasks.ts';
import { lookForUnhealthyTasks } from './unhealthy-tasks.ts';

/** Looks for a service deployment ECS does not show, before its entry in `deployments[]` alone is followed. */
const mostSearches = 10;

export async function progress(
  access: EcsAccess,
  memory: FollowedDeployments,
  deployments: readonly StartedDeployment[],
): Promise<readonly DeploymentProgress[]> {
  const services = await describeServices(
    access,
    deployments.map(({ ecsService }) => ecsService),
  );
  const looks = deployments.map((deployment): Look => {
    const service = services.get(deployment.ecsService);
    return { deployment, service, followed: memory.of(deployment.deploymentId) };
  });
  for (const look of looks) await findServiceDeployment(access, look);
  const found = await describeServiceDeployments(
    access,
    looks.flatMap(({ followed }) => followed.serviceDeploymentArn ?? []),
  );
  const seen = looks.map((look) => seenNow(look, found.get(look.followed.serviceDeploymentArn ?? '')));
  // In trouble first: where there are more than one look can ask for, those are not kept waiting.
  const open = seen.filter(({ told }) => !hasCome(told)).toSorted((a, b) => troublesOf(b) - troublesOf(a));
  await lookForStoppedTasks(
    access,
    memory,
    open.map(({ followed }) => followed),
  );
  const unhealthy = await lookForUnhealthyTasks(
    access,
    open.filter(({ told }) => told.running > 0 && !isGivenUp(told)),
  );
  return seen.map(({ told, followed }) => {
    const stoppedTasks = stoppedTasksOf(followed);
    const { startedBy } = followed;
    return {
      ...told,
      stoppedTasks,
      unhealthyTasks: unhealthy.get(startedBy ?? '') ?? [],
      events: ownEvents(told.events, { startedBy, stoppedTasks }),
    };
  });
}

/** Nothing that stops now is its failure. */
function hasCome({ state }: DeploymentProgress): boolean {
  return state === 'succeeded' || state === 'replaced';
}

function troublesOf({ told, followed }: Seen): number {
  return told.failedTasks + followed.stopped.size;
}

interface Look {
  readonly deployment: StartedDeployment;
  readonly service: Service | undefined;
  readonly followed: Followed;
}

async function findServiceDeployment(access: EcsAccess, look: Look): Promise<void> {
  const { deployment, followed } = look;
  if (followed.serviceDeploymentArn !== undefined || followed.searches >= mostSearches) return;
  const entry = entryOf(look);
  if (!entry) return;
  followed.searches += 1;
  followed.serviceDeploymentArn = await serviceDeploymentOf(access, deployment.ecsService, entry);
}

interface Seen {
  readonly told: DeploymentProgress;
  readonly service: Service | undefined;
  readonly followed: Followed;
  readonly began: Date | undefined;
}

/** What this look tells, but for its tasks. Remembers what the next look compares with. */
function seenNow(look: Look, serviceDeployment: ServiceDeployment | undefined): Seen {
  const { deployment, service, followed } = look;
  const revision = serviceDeployment?.targetServiceRevision;
  if (revision?.arn !== undefined) followed.startedBy ??= startedByOf(revision.arn);
  const entry = entryOf(look);
  const state =
    service?.status === 'ACTIVE'
      ? deploymentState(viewOf(service, entry, serviceDeployment, followed.listedBefore))
      : 'failed';
  followed.listedBefore ||= entry !== undefined;
  const began = entry?.createdAt ?? serviceDeployment?.createdAt;
  const told = {
    ecsService: deployment.ecsService,
    deploymentId: deployment.deploymentId,
    state,
    status: serviceDeployment?.status ?? null,
    running: entry?.runningCount ?? revision?.runningTaskCount ?? 0,
    pending: entry?.pendingCount ?? revision?.pendingTaskCount ?? 0,
    desired: entry?.desiredCount ?? revision?.requestedTaskCount ?? 0,
    failedTasks: Math.max(
      entry?.failedTasks ?? 0,
      serviceDeployment?.deploymentCircuitBreaker?.failureCount ?? 0,
    ),
    reason: reasonOf(service, entry, serviceDeployment),
    stoppedTasks: [],
    unhealthyTasks: [],
    ...whereItIs(serviceDeployment),
    events: eventsBetween(service, began, serviceDeployment?.rollback?.startedAt),
  };
  return { told, service, followed, began };
}

/** What only native deployments have, and alarms. A hook that awaits an action is a pause; the others run by themselves. */
function whereItIs(
  deployment: ServiceDeployment | undefined,
): Pick<
  DeploymentProgress,
  'stage' | 'productionPercent' | 'pause' | 'alarms' | 'failedHooks' | 'targetRevision'
> {
  const hooks = deployment?.lifecycleHookDetails ?? [];
  const waiting = hooks.find(({ status }) => status === 'AWAITING_ACTION');
  const stage = deployment?.lifecycleStage ?? null;
  return {
    stage,
    productionPercent: deployment?.targetServiceRevision?.requestedProductionTrafficWeight ?? null,
    pause: waiting
      ? { stage: stage ?? '', hookId: waiting.hookId ?? '', deadline: waiting.expiresAt?.getTime() ?? null }
      : null,
    alarms: deployment?.alarms?.triggeredAlarmNames ?? [],
    failedHooks: hooks
      .filter(({ status }) => status === 'FAILED' || status === 'TIMED_OUT')
      .map(({ targetArn, hookId, status }) =>
        `${stage ?? ''} ${targetArn ?? hookId ?? ''} ${status ?? ''}`.trim(),
      ),
    targetRevision: deployment?.targetServiceRevision?.arn ?? null,
  };
}

/** ECS keeps the last hundred, newest first. What is said once it goes back is about the deployment that it goes back to. */
export function eventsBetween(
  service: Service | undefined,
  began: Date | undefined,
  turned: Date | undefined,
): readonly ServiceEvent[] {
  if (!began) return [];
  return (service?.events ?? [])
    .filter(({ createdAt }) => createdAt !== undefined && createdAt >= began)
    .filter(({ createdAt }) => turned === undefined || (createdAt !== undefined && createdAt <= turned))
    .map(({ createdAt, message = '' }) => ({ at: createdAt?.getTime() ?? 0, message }))
    .reverse();
}

function viewOf(
  service: Service,
  entry: Deployment | undefined,
  serviceDeployment: ServiceDeployment | undefined,
  listedBefore: boolean,
): DeploymentView {
  const primary = primaryOf(service);
  const others = (service.deployments ?? []).filter((other) => other !== entry);
  return {
    serviceDeployment: serviceDeployment
      ? {
          status: serviceDeployment.status ?? 'UNKNOWN',
          createdAt: serviceDeployment.createdAt?.getTime() ?? null,
        }
      : null,
    entry: entry
      ? {
          primary: entry === primary,
          rolloutState: entry.rolloutState ?? null,
          running: entry.runningCount ?? 0,
          pending: entry.pendingCount ?? 0,
          desired: entry.desiredCount ?? 0,
        }
      : null,
    otherPrimary:
      primary && primary !== entry
        ? { createdAt: primary.createdAt?.getTime() ?? null, rolloutState: primary.rolloutState ?? null }
        : null,
    runningBeside: others.reduce((sum, { runningCount = 0 }) => sum + runningCount, 0),
    listedBefore,
  };
}

/**
 * Its entry in `deployments[]`. The id is sure where the entry itself told it; what the service revision tells is only likely, so
 * without such an entry the task definition decides, which a promotion deploys nowhere but here.
 */
function entryOf({ deployment, service, followed }: Look): Deployment | undefined {
  const entries = service?.deployments ?? [];
  const named = entries.find(({ id }) => id !== undefined && id === followed.startedBy);
  if (named || followed.startedByIsSure) return named;
  const wanted = lastSegment(deployment.taskDefinition);
  const same = entries.filter(({ taskDefinition = '' }) => lastSegment(taskDefinition) === wanted);
  const found = same.find(({ status }) => status === 'PRIMARY') ?? same[0];
  if (found?.id !== undefined) Object.assign(followed, { startedBy: found.id, startedByIsSure: true });
  return found;
}

/** While a deployment merely goes on, ECS' reason only says so ("ECS deployment ecs-svc/1 in progress."). */
function reasonOf(
  service: Service | undefined,
  entry: Deployment | undefined,
  serviceDeployment: ServiceDeployment | undefined,
): string | null {
  if (service?.status !== 'ACTIVE') return `service ${service?.status ?? 'MISSING'}`;
  return (
    serviceDeployment?.statusReason ??
    serviceDeployment?.rollback?.reason ??
    (entry?.rolloutState === 'IN_PROGRESS' ? null : entry?.rolloutStateReason) ??
    null
  );
}
