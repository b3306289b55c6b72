import type { Task } from '@aws-sdk/client-ecs';
import type { StoppedTask } from '../../core/live/live.ts';
import type { EcsAccess } from './access.ts';
import type { Followed, FollowedDeployments } from './followed.ts';
import { describeTasks, listTasks, tasksPerRequest } from './tasks.ts';

/** Lists one look may ask for; a look at more deployments takes turns. */
const mostLists = 20;
/** Requests for tasks that nobody knows yet; in a busy cluster the others wait for the next look. */
const mostDescriptions = 5;

/**
 * The stopped tasks of each deployment and of no other: tasks that an older deployment lets go of are not its failures. A task counts
 * from the moment it is to stop, when ECS shows why; its exit codes come later, so it is looked at again until it is over. ECS
 * forgets it within the hour, this doesn't.
 *
 * @param deployments those that are under way; the ones that seem to be in trouble first
 */
export async function lookForStoppedTasks(
  access: EcsAccess,
  memory: FollowedDeployments,
  deployments: readonly Followed[],
): Promise<void> {
  memory.looks += 1;
  const owners = new Map(
    deployments.flatMap((followed) =>
      followed.startedBy === undefined ? [] : [[followed.startedBy, followed]],
    ),
  );
  const listed = await listStopped(access, memory, [...owners.values()]);
  const unknown = listed.filter((arn) => isToBeDescribed(arn, memory, owners));
  const unfinished = [...owners.values()].flatMap(({ stopped }) =>
    [...stopped.values()].flatMap(({ taskArn, isOver }) => (isOver ? [] : [taskArn])),
  );
  const asked = [...unfinished, ...unknown].slice(0, mostDescriptions * tasksPerRequest);
  for (const task of await describeTasks(access, asked)) {
    const { taskArn = '', startedBy = '' } = task;
    memory.starterOf.set(taskArn, startedBy);
    owners.get(startedBy)?.stopped.set(taskArn, stoppedTask(task));
  }
}

/**
 * The cluster's stopped tasks in one list where that takes fewer requests than a list for each deployment: a busy cluster fills many
 * pages within the hour that ECS remembers them.
 */
async function listStopped(
  access: EcsAccess,
  memory: FollowedDeployments,
  owners: readonly Followed[],
): Promise<readonly string[]> {
  if (memory.pagesOfCluster < Math.min(owners.length, mostLists)) {
    const { arns, pages } = await listTasks(access, 'stopped tasks', { desiredStatus: 'STOPPED' }, mostLists);
    memory.pagesOfCluster = pages;
    return arns;
  }
  const inTurn = owners
    .map((followed, index) => ({ followed, index }))
    .toSorted((a, b) => a.followed.listedAt - b.followed.listedAt || a.index - b.index)
    .slice(0, mostLists);
  const all: string[] = [];
  for (const { followed } of inTurn) {
    const { startedBy = '' } = followed;
    const about = `deployment ${startedBy}`;
    all.push(...(await listTasks(access, about, { startedBy, desiredStatus: 'STOPPED' }, mostLists)).arns);
    followed.listedAt = memory.looks;
  }
  return all;
}

/** One that nobody knows, or that was somebody else's when it was described and belongs to a deployment that is followed since. */
function isToBeDescribed(
  arn: string,
  { starterOf }: FollowedDeployments,
  owners: ReadonlyMap<string, Followed>,
): boolean {
  const starter = starterOf.get(arn);
  if (starter === undefined) return true;
  const owner = owners.get(starter);
  return owner !== undefined && !owner.stopped.has(arn);
}

export function stoppedTasksOf({ stopped }: Followed): readonly StoppedTask[] {
  return [...stopped.values()].sort((a, b) => (a.stoppedAt ?? 0) - (b.stoppedAt ?? 0));
}

function stoppedTask(task: Task): StoppedTask {
  return {
    taskArn: task.taskArn ?? '',
    startedAt: task.startedAt?.getTime() ?? null,
    stoppedAt: (task.stoppingAt ?? task.stoppedAt)?.getTime() ?? null,
    isOver: task.lastStatus === 'STOPPED',
    stopCode: task.stopCode ?? null,
    stoppedReason: task.stoppedReason ?? null,
    containers: (task.containers ?? []).map(({ name = '', exitCode, reason }) => ({
      name,
      exitCode: exitCode ?? null,
      reason: reason ?? null,
    })),
  };
}
