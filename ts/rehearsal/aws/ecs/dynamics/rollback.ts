import type { World } from '../../world.ts';
import { failed, rollingBack, say } from '../events.ts';
import { primaryOf, type Deployment, type Service, type ServiceDeployment } from '../state.ts';
import { lookSoon } from './scheduler.ts';

/** The circuit breaker trips. What it was is FAILED; with `rollback` the last completed deployment becomes the primary again. */
export function failDeployment(world: World, service: Service, deployment: Deployment): void {
  const record = currentRecord(service);
  deployment.rolloutState = 'FAILED';
  deployment.rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.';
  deployment.updatedAt = world.now();
  say(world, service, failed(deployment));
  if (!record) return;
  if (record.rollback) {
    finish(world, record, 'ROLLBACK_FAILED', 'The rollback failed: tasks failed to start.');
    return;
  }
  record.breakerTriggered = true;
  const target = service.lastCompleted;
  if (service.configuration.deploymentCircuitBreaker?.rollback !== true) {
    finish(world, record, 'STOPPED', 'The deployment circuit breaker was triggered: tasks failed to start.');
  } else if (!target) {
    finish(world, record, 'ROLLBACK_FAILED', 'The service has no completed deployment to roll back to.');
  } else {
    const reason = 'Service deployment rolled back because the circuit breaker threshold was exceeded.';
    rollBack(world, service, record, target, { reason, by: 'ECS deployment circuit breaker' });
  }
}

/** Makes the last completed deployment the primary again; its tasks that still run are kept. */
export function rollBack(
  world: World,
  service: Service,
  record: ServiceDeployment,
  target: Deployment,
  why: { readonly reason: string; readonly by: string },
): void {
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
  if (reason !== undefined) record.statusReason = reason;
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
