import type { DeploymentCircuitBreaker } from '@aws-sdk/client-ecs';
import type { World } from '../../world.ts';
import { inconsistentStarts, say } from '../events.ts';
import { primaryOf, type Service, type Task } from '../state.ts';
import { currentRecord, failDeployment, type Failure } from './rollback.ts';

/** A task has stopped by itself or because it was not well. Enough of these in a row fail the deployment, if the service wants that. */
export function countFailure(world: World, task: Task): void {
  const { service, deployment } = task;
  if (!service || !deployment || service.status !== 'ACTIVE') return;
  deployment.failedTasks += 1;
  const breaker = service.configuration.deploymentCircuitBreaker;
  const isUnderWay = deployment === primaryOf(service) && deployment.rolloutState === 'IN_PROGRESS';
  if (
    isUnderWay &&
    breaker?.enable === true &&
    deployment.failedTasks >= breakerThreshold(breaker, service.desiredCount)
  ) {
    const record = currentRecord(service);
    if (record && !record.rollback) record.breakerTriggered = true;
    failDeployment(world, service, deployment, breakerTripped(breaker));
  } else {
    holdBack(world, service, deployment.failedTasks);
  }
}

const breakerTripped = (breaker: DeploymentCircuitBreaker): Failure => ({
  event: 'tasks failed to start.',
  rollout: 'ECS deployment circuit breaker: tasks failed to start.',
  rolledBack: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
  stopped: 'The deployment circuit breaker was triggered: tasks failed to start.',
  by: 'ECS deployment circuit breaker',
  rollsBack: breaker.rollback === true,
});

/**
 * After how many failed tasks the breaker trips: half of the desired count unless the service says otherwise, and except for
 * COUNT and UNBOUNDED_PERCENT at least 3 and at most 200.
 */
export function breakerThreshold(
  breaker: DeploymentCircuitBreaker | undefined,
  desiredCount: number,
): number {
  const { type = 'BOUNDED_PERCENT', value = 50 } = breaker?.thresholdConfiguration ?? {};
  if (type === 'COUNT') return value;
  const share = Math.max(1, Math.ceil((desiredCount * value) / 100));
  return type === 'UNBOUNDED_PERCENT' ? share : Math.min(200, Math.max(3, share));
}

/** Tasks that keep failing are started less and less often, at last every quarter of an hour. */
function holdBack(world: World, service: Service, failedTasks: number): void {
  const rounds = Math.floor(failedTasks / Math.max(1, service.desiredCount));
  if (rounds < 3) return;
  if (rounds === 3 && failedTasks % Math.max(1, service.desiredCount) === 0)
    say(world, service, inconsistentStarts());
  service.notBefore = world.now() + Math.min(900, 15 * 2 ** (rounds - 3)) * 1000;
}
