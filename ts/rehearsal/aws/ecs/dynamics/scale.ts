import type { World } from '../../world.ts';
import { say, started, stopped } from '../events.ts';
import type { Deployment, Service, Task } from '../state.ts';
import { launch } from './launch.ts';
import { place } from './place.ts';
import { lookAt } from './scheduler.ts';
import { stop } from './stop.ts';

/**
 * Starts tasks of a deployment as far as there is a place for them, unless too many of the service's tasks have failed just now: then
 * the scheduler looks again later.
 */
export function startTasks(world: World, service: Service, deployment: Deployment, count: number): void {
  if (count <= 0) return;
  if (world.now() < service.notBefore) {
    lookAt(world, service, service.notBefore);
    return;
  }
  const placed = place(world, service, deployment, count);
  if (placed < count) lookAt(world, service, service.notBefore);
  if (placed === 0) return;
  const tasks = Array.from({ length: placed }, () =>
    launch(world, {
      cluster: service.cluster,
      definition: deployment.revision.taskDefinition,
      service,
      deployment,
      startedBy: deployment.id,
      group: `service:${service.name}`,
      launchType: service.launchType,
    }),
  );
  service.steady = false;
  say(world, service, started(tasks));
}

export function stopTasks(world: World, service: Service, tasks: readonly Task[]): void {
  if (tasks.length === 0) return;
  service.steady = false;
  for (const task of tasks) {
    const by = task.deployment?.id ?? service.name;
    stop(world, task, {
      code: 'ServiceSchedulerInitiated',
      reason: `Scaling activity initiated by (deployment ${by})`,
    });
  }
  say(world, service, stopped(tasks));
}
