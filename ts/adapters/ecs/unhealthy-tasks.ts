import type { Service } from '@aws-sdk/client-ecs';
import { taskIdsIn } from '../../core/watch/own-events.ts';
import type { EcsAccess } from './access.ts';
import type { Followed } from './followed.ts';
import { describeTasks, tasksPerRequest } from './tasks.ts';

export interface Started {
  readonly service: Service | undefined;
  readonly followed: Followed;
  /** When the deployment began; undefined until it is known. */
  readonly began: Date | undefined;
}

/**
 * ARNs of running tasks whose container health check fails, by what started them. That shows in the tasks themselves a few seconds
 * before ECS stops them. The service's events name the tasks that were started, so no list is asked for, and one request looks at a
 * hundred tasks, the newest first; what it does not reach shows when ECS stops it.
 */
export async function lookForUnhealthyTasks(
  access: EcsAccess,
  deployments: readonly Started[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = deployments.flatMap(startedTasks).slice(0, tasksPerRequest);
  const unhealthy = new Map<string, string[]>();
  for (const task of await describeTasks(access, asked)) {
    const { startedBy = '', taskArn = '' } = task;
    if (task.healthStatus !== 'UNHEALTHY' || task.desiredStatus !== 'RUNNING') continue;
    unhealthy.set(startedBy, [...(unhealthy.get(startedBy) ?? []), taskArn]);
  }
  return unhealthy;
}

function startedTasks({ service, followed, began }: Started): readonly string[] {
  if (!began) return [];
  const over = new Set([...followed.stopped.keys()].map((arn) => arn.slice(arn.lastIndexOf('/') + 1)));
  return (service?.events ?? [])
    .filter(
      ({ createdAt, message = '' }) => createdAt && createdAt >= began && message.includes('has started'),
    )
    .flatMap(({ message = '' }) => taskIdsIn(message))
    .filter((id) => !over.has(id));
}
