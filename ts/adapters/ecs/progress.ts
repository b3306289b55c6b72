/**
 * One look at many deployments: a request for every ten services, one for every twenty service deployments, and only where something
 * seems to be wrong one for the stopped tasks.
 */
import type { Deployment, Service, ServiceDeployment } from '@aws-sdk/client-ecs';
import { deploymentState, type DeploymentView } from '../../core/live/deployment-state.ts';
import type { DeploymentProgress, ServiceEvent } from '../../core/live/live.ts';
import type { StartedDeployment } from '../../ports/services.ts';
import { lastSegment, type EcsAccess } from './access.ts';
import { describeServices, primaryOf } from './describe-services.ts';
import type { Followed, FollowedDeployments } from './followed.ts';
import { describeServiceDeployments, serviceDeploymentOf, startedByOf } from './service-deployments.ts';
import { lookForStoppedTasks, stoppedTasksOf } from './stopped-tasks.ts';

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
  const seen = looks.map((look) => ({
    ...look,
    ...seenNow(look, found.get(look.followed.serviceDeploymentArn ?? '')),
  }));
  await lookForStoppedTasks(
    access,
    seen.filter(({ suspicious }) => suspicious).map(({ followed }) => followed),
  );
  return seen.map(({ progress: told, followed }) => ({ ...told, stoppedTasks: stoppedTasksOf(followed) }));
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

/** What this look tells, and whether tasks of the deployment seem to have stopped. Remembers what the next look compares with. */
function seenNow(
  look: Look,
  serviceDeployment: ServiceDeployment | undefined,
): { progress: DeploymentProgress; suspicious: boolean } {
  const { deployment, service, followed } = look;
  const revision = serviceDeployment?.targetServiceRevision;
  if (revision?.arn !== undefined) followed.startedBy ??= startedByOf(revision.arn);
  const entry = entryOf(look);
  const state =
    service?.status === 'ACTIVE'
      ? deploymentState(viewOf(service, entry, serviceDeployment, followed.listedBefore))
      : 'failed';
  followed.listedBefore ||= entry !== undefined;

  const running = entry?.runningCount ?? revision?.runningTaskCount ?? 0;
  const desired = entry?.desiredCount ?? revision?.requestedTaskCount ?? 0;
  const failedTasks = Math.max(
    entry?.failedTasks ?? 0,
    serviceDeployment?.deploymentCircuitBreaker?.failureCount ?? 0,
  );
  // `failedTasks` counts neither a task that ran and then died nor, after a healthy one, those before it.
  const stuck = state === 'inProgress' && running < desired && running <= (followed.running ?? -1);
  followed.running = running;
  return {
    progress: {
      ecsService: deployment.ecsService,
      deploymentId: deployment.deploymentId,
      state,
      running,
      pending: entry?.pendingCount ?? revision?.pendingTaskCount ?? 0,
      desired,
      failedTasks,
      reason: reasonOf(service, entry, serviceDeployment),
      stoppedTasks: [],
      ...whereItIs(serviceDeployment),
      events: eventsSince(service, entry?.createdAt ?? serviceDeployment?.createdAt),
    },
    suspicious:
      failedTasks > 0 || stuck || followed.stopped.size > 0 || state === 'failed' || state === 'rolledBack',
  };
}

/** What only native deployments have, and alarms. A hook that awaits an action is a pause; the others run by themselves. */
function whereItIs(
  deployment: ServiceDeployment | undefined,
): Pick<DeploymentProgress, 'stage' | 'productionPercent' | 'pause' | 'alarms' | 'targetRevision'> {
  const waiting = deployment?.lifecycleHookDetails?.find(({ status }) => status === 'AWAITING_ACTION');
  const stage = deployment?.lifecycleStage ?? null;
  return {
    stage,
    productionPercent: deployment?.targetServiceRevision?.requestedProductionTrafficWeight ?? null,
    pause: waiting
      ? { stage: stage ?? '', hookId: waiting.hookId ?? '', deadline: waiting.expiresAt?.getTime() ?? null }
      : null,
    alarms: deployment?.alarms?.triggeredAlarmNames ?? [],
    targetRevision: deployment?.targetServiceRevision?.arn ?? null,
  };
}

/** ECS keeps the last hundred, newest first. */
function eventsSince(service: Service | undefined, began: Date | undefined): readonly ServiceEvent[] {
  if (!began) return [];
  return (service?.events ?? [])
    .filter(({ createdAt }) => createdAt !== undefined && createdAt >= began)
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
