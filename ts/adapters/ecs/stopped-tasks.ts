import type { Task } from '@aws-sdk/client-ecs';
import type { StoppedTask } from '../../core/live/live.ts';
import type { EcsAccess } from './access.ts';
import type { Followed } from './followed.ts';
import { describeTasks, listTasks } from './tasks.ts';

/**
 * The stopped tasks of each deployment and of no other, newest last: tasks that an older deployment lets go of are not its failures.
 * What has stopped for good is described once; ECS forgets it within the hour, this doesn't.
 */
export async function lookForStoppedTasks(
  access: EcsAccess,
  deployments: readonly Followed[],
): Promise<void> {
  const ownerOf = new Map<string, Followed>();
  for (const followed of deployments) {
    const { startedBy } = followed;
    if (startedBy === undefined) continue;
    const arns = await listTasks(access, `deployment ${startedBy}`, { startedBy, desiredStatus: 'STOPPED' });
    for (const arn of arns) if (!followed.stopped.has(arn)) ownerOf.set(arn, followed);
  }
  for (const task of await describeTasks(access, [...ownerOf.keys()])) {
    // Desired to stop is not stopped: exit codes and reasons come with the end.
    if (task.lastStatus !== 'STOPPED') continue;
    const entry = { task: stoppedTask(task), stoppedAt: task.stoppedAt?.getTime() ?? 0 };
    ownerOf.get(task.taskArn ?? '')?.stopped.set(task.taskArn ?? '', entry);
  }
}

export function stoppedTasksOf({ stopped }: Followed): readonly StoppedTask[] {
  return [...stopped.values()].sort((a, b) => a.stoppedAt - b.stoppedAt).map(({ task }) => task);
}

function stoppedTask(task: Task): StoppedTask {
  return {
    taskArn: task.taskArn ?? '',
    stopCode: task.stopCode ?? null,
    stoppedReason: task.stoppedReason ?? null,
    containers: (task.containers ?? []).map(({ name = '', exitCode, reason }) => ({
      name,
      exitCode: exitCode ?? null,
      reason: reason ?? null,
    })),
  };
}
