import type { World } from '../world.ts';
import type { Deployment, Service, Task } from './state.ts';

/** An event of a cause that lasts is said again only when the cause was gone meanwhile, or after so long (developer guide, "Service event messages"). */
const omitMilliseconds = 6 * 3600 * 1000;

/** Service events, worded as ECS words them ("Service event messages" in the developer guide). The newest comes first. */
export function say(world: World, service: Service, message: string): void {
  const id = world.seeded.uuid('event', service.arn, service.createdAt, service.events.length);
  service.events.unshift({ id, at: world.now(), message: `(service ${service.name}) ${message}` });
}

/** Says it unless it has been said of the same cause: duplicates are omitted until a task has been started, or for six hours. */
export function sayOnce(world: World, service: Service, message: string): void {
  const since = world.now() - omitMilliseconds;
  const standing = service.events.findIndex((event) => /has started \d+ tasks/.test(event.message));
  const recent = service.events.slice(0, standing < 0 ? undefined : standing);
  const isTold = recent.some((event) => event.at > since && event.message.endsWith(message));
  if (!isTold) say(world, service, message);
}

export const started = (tasks: readonly Task[]): string =>
  `has started ${tasks.length} tasks: ${list(tasks)}.`;
export const stopped = (tasks: readonly Task[]): string =>
  `has stopped ${tasks.length} running tasks: ${list(tasks)}.`;
export const registered = (count: number, groupArn: string): string =>
  `registered ${count} targets in (target-group ${groupArn})`;
export const deregistered = (count: number, groupArn: string): string =>
  `deregistered ${count} targets in (target-group ${groupArn})`;
export const beganDraining = (count: number): string => `has begun draining connections on ${count} tasks.`;
export const unhealthyTarget = (port: number, groupArn: string, description: string): string =>
  `(port ${port}) is unhealthy in (target-group ${groupArn}) due to (reason ${description})`;
export const failedContainerHealth = ({ id }: Task): string => `(task ${id}) failed container health checks.`;
export const inconsistentStarts = (): string =>
  'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';
export const completed = (deployment: Deployment): string =>
  `(deployment ${deployment.id}) deployment completed.`;
export const failed = (deployment: Deployment, why: string): string =>
  `(deployment ${deployment.id}) deployment failed: ${why}`;
export const rollingBack = (to: Deployment): string => `rolling back to deployment ${to.id}.`;
export const reachedSteadyState = (): string => 'has reached a steady state.';

function list(tasks: readonly Task[]): string {
  return tasks.map(({ id }) => `(task ${id})`).join(' ');
}
