import type { World } from '../../world.ts';
import { failed, rollingBack, say } from '../events.ts';
import { primaryOf, type Deployment, type Service, type ServiceDeployment } from '../state.ts';
import { giveTrafficBack } from './native/traffic.ts';
import { lookSoon } from './scheduler.ts';

/** Why a deployment has failed, as each of the places that tell of it words it. */
export interface Failure {
  /** The service event, after "deployment failed: ". */
  readonly event: string;
  /** `rolloutStateReason` of the deployment. */
  readonly rollout: string;
  /** `statusReason` of the service deployment when it rolls back, and when it does not. */
  readonly rolledBack: string;
  readonly stopped: string;
  /** Who rolls back, in the `rolloutStateReason` of the deployment that is the primary again. */
  readonly by: string;
  readonly rollsBack: boolean;
}

/** What it was is FAILED; if wanted so, the last completed deployment becomes the primary again. */
export function failDeployment(
  world: World,
  service: Service,
  deployment: Deployment,
  failure: Failure,
): void {
  const record = currentRecord(service);
  deployment.rolloutState = 'FAILED';
  deployment.rolloutStateReason = failure.rollout;
  deployment.updatedAt = world.now();
  say(world, service, failed(deployment, failure.event));
  if (record?.rollback) {
    finish(world, record, 'ROLLBACK_FAILED', `The rollback failed: ${failure.event}`);
  } else if (record && !failure.rollsBack) {
    finish(world, record, 'STOPPED', failure.stopped);
  } else if (record) {
    rollBack(world, service, record, { reason: failure.rolledBack, by: failure.by });
  }
}

/**
 * Makes the last completed deployment the primary again; its tasks that still run are kept. A first deployment has nothing to go
 * back to (the wording is what AWS's users report, for instance through Terraform: "No rollback candidate was found …").
 */
export function rollBack(
  world: World,
  service: Service,
  record: ServiceDeployment,
  why: { readonly reason: string; readonly by: string },
): void {
  const target = service.lastCompleted;
  if (!target) {
    finish(world, record, 'ROLLBACK_FAILED', 'No rollback candidate was found to run the rollback.');
    return;
  }
  const now = world.now();
  Object.assign(target, { rolloutState: 'IN_PROGRESS', failedTasks: 0, updatedAt: now });
  target.rolloutStateReason = `${why.by}: rolling back to deploymentId ${target.id}.`;
  service.deployments = [target, ...service.deployments.filter((each) => each !== target)];
  service.notBefore = 0;
  service.steady = false;
  record.status = 'ROLLBACK_IN_PROGRESS';
  record.statusReason = why.reason;
  record.updatedAt = now;
  record.rollback = { reason: why.reason, startedAt: now, to: target };
  abandonHooks(record);
  giveTrafficBack(world, record);
  say(world, service, rollingBack(target));
  lookSoon(world, service);
}

/** Ends a service deployment's record; a record that has ended stays as it is. */
export function finish(
  world: World,
  record: ServiceDeployment,
  status: ServiceDeployment['status'],
  reason: string | undefined,
): void {
  const now = world.now();
  Object.assign(record, { status, updatedAt: now, finishedAt: now });
  if (status === 'STOPPED') record.stoppedAt = now;
  abandonHooks(record);
  if (reason !== undefined) record.statusReason = reason;
}

/** Nobody can answer a hook any more once its deployment has ended or goes back. */
function abandonHooks(record: ServiceDeployment): void {
  const awaited = record.lifecycle?.hooks.filter(({ settled }) => !settled) ?? [];
  for (const run of awaited) Object.assign(run, { status: 'FAILED', settled: true });
}

/** The service deployment that is under way. */
export function currentRecord(service: Service): ServiceDeployment | undefined {
  return service.history.find(
    (record) => isOpen(record) && [record.deployment, record.rollback?.to].includes(primaryOf(service)),
  );
}

export function isOpen(record: ServiceDeployment): boolean {
  return record.finishedAt === undefined;
}
