import type { World } from '../../world.ts';
import { completed, reachedSteadyState, say } from '../events.ts';
import { primaryOf, tasksOf, type Service } from '../state.ts';
import { isUp } from './readiness.ts';
import { currentRecord, finish } from './rollback.ts';

/** A deployment without tasks is no longer listed, unless it is the primary. */
export function forgetEmptyDeployments(service: Service): void {
  const present = tasksOf(service).filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  service.deployments = service.deployments.filter(
    (each) => each === primaryOf(service) || present.some((task) => task.deployment === each),
  );
}

/** When all is as wanted, the deployment is complete and the ones before it are gone. */
export function restIfAsWanted(world: World, service: Service): void {
  forgetEmptyDeployments(service);
  const primary = primaryOf(service);
  const present = tasksOf(service).filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  if (service.status === 'DRAINING' && present.length === 0) service.status = 'INACTIVE';
  const up = present.filter((task) => task.deployment === primary && isUp(task));
  if (service.status !== 'ACTIVE' || present.length !== up.length || up.length !== service.desiredCount)
    return;
  if (primary.rolloutState === 'IN_PROGRESS') complete(world, service);
  if (!service.steady) say(world, service, reachedSteadyState());
  service.steady = true;
}

function complete(world: World, service: Service): void {
  const primary = primaryOf(service);
  const record = currentRecord(service);
  Object.assign(primary, { rolloutState: 'COMPLETED', updatedAt: world.now() });
  primary.rolloutStateReason = `ECS deployment ${primary.id} completed.`;
  service.lastCompleted = primary;
  say(world, service, completed(primary));
  if (record) finish(world, record, record.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL', undefined);
}
