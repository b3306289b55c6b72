import { drain } from '../../ecs/dynamics/task-sets.ts';
import type { World } from '../../world.ts';
import type { Deployment } from '../state.ts';
import { conclude } from './end.ts';
import { later } from './later.ts';

/**
 * All events have succeeded, and the deployment is still InProgress: the original task set is kept for as long as the group wants, so
 * that a stop can still go back to it.
 */
export function finish(world: World, deployment: Deployment): void {
  const { action, terminationWaitTimeInMinutes = 0 } =
    deployment.group.settings.blueGreen.terminateBlueInstancesOnDeploymentSuccess ?? {};
  const over = (): void => {
    terminate(world, deployment, action !== 'KEEP_ALIVE');
  };
  if (action === 'KEEP_ALIVE' || terminationWaitTimeInMinutes === 0) {
    over();
    return;
  }
  const wait = { type: 'TERMINATION_WAIT' as const, over };
  Object.assign(deployment, { wait, terminationStarted: true, updatedAt: world.now() });
  later(world, deployment, terminationWaitTimeInMinutes * 60_000, () => {
    if (deployment.wait === wait) over();
  });
}

function terminate(world: World, deployment: Deployment, drains: boolean): void {
  const { moved, group } = deployment;
  if (moved && drains) drain(world, moved.service, moved.original);
  group.targetRevision = deployment.revision;
  conclude(world, deployment, 'Succeeded');
}
