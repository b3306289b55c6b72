import type { World } from '../../world.ts';
import type { Task } from '../state.ts';
import { lookSoon } from './scheduler.ts';

/** Running for long enough, and healthy wherever its service or its containers ask for that: what "minimum healthy percent" counts. */
export function isUp(task: Task): boolean {
  const asksForHealth = task.definition.content.containerDefinitions.some(
    ({ healthCheck }) => healthCheck !== undefined,
  );
  return (
    task.lastStatus === 'RUNNING' &&
    task.desiredStatus === 'RUNNING' &&
    task.stable &&
    (!asksForHealth || task.health === 'HEALTHY') &&
    task.targets.every(({ target }) => target.state === 'healthy')
  );
}

/** A task has come up: unless the service says otherwise, the failures before it are forgiven. */
export function cameUp(world: World, task: Task): void {
  const { service, deployment } = task;
  if (!service) return;
  if (deployment && service.configuration.deploymentCircuitBreaker?.resetOnHealthyTask !== false)
    deployment.failedTasks = 0;
  service.notBefore = 0;
  lookSoon(world, service);
}
