import type { World } from '../../world.ts';
import { failedContainerHealth, say } from '../events.ts';
import { factsOf } from '../images.ts';
import type { Task } from '../state.ts';
import { cameUp, isUp } from './readiness.ts';
import { stop } from './stop.ts';

/**
 * The health checks of the task definition, container by container: each interval one, `retries` failures in a row are too many,
 * and within the start period a failure does not count (HealthCheck in the API reference; 30 s, 3 and none by default). A task is
 * HEALTHY when every container that has a check passed it; ECS stops one that is not.
 */
export function checkContainers(world: World, task: Task): void {
  const checked = task.definition.content.containerDefinitions.flatMap(({ name = '', healthCheck }) =>
    healthCheck ? [{ name, ...healthCheck, passed: false, failures: 0 }] : [],
  );
  for (const check of checked) {
    const container = task.containers.find(({ name }) => name === check.name);
    const { interval = 30, retries = 3, startPeriod = 0 } = check;
    const again = (): void => {
      world.clock.schedule(world.now() + interval * 1000, `${task.arn} ${check.name}`, () => {
        if (!container || task.lastStatus !== 'RUNNING' || task.desiredStatus !== 'RUNNING') return;
        const facts = factsOf(world, task, container.name, container.image);
        const fails = world.faults.containerUnhealthy(facts);
        const counts = check.passed || facts.runningSeconds > startPeriod;
        check.failures = fails && counts ? check.failures + 1 : 0;
        check.passed ||= !fails;
        if (check.failures >= retries) {
          beUnhealthy(world, task);
          return;
        }
        if (checked.every(({ passed }) => passed)) beHealthy(world, task);
        again();
      });
    };
    again();
  }
}

function beHealthy(world: World, task: Task): void {
  if (task.health === 'HEALTHY') return;
  task.health = 'HEALTHY';
  if (isUp(task)) cameUp(world, task);
}

/** Words: https://repost.aws/knowledge-center/ecs-task-container-health-check-failures. */
function beUnhealthy(world: World, task: Task): void {
  task.health = 'UNHEALTHY';
  if (task.service) say(world, task.service, failedContainerHealth(task));
  stop(world, task, {
    code: 'ServiceSchedulerInitiated',
    reason: 'Task failed container health checks',
    unhealthy: true,
  });
}
