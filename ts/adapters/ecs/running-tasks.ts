import type { Task } from '@aws-sdk/client-ecs';
import type { RunningTask } from '../../core/live/live.ts';
import { type EcsAccess } from './access.ts';
import { describeTasks, listTasks } from './tasks.ts';

/** Every running task by ECS service name: a request a service and one for every hundred tasks. */
export async function runningTasks(
  access: EcsAccess,
  ecsServices: readonly string[],
): Promise<ReadonlyMap<string, readonly RunningTask[]>> {
  const serviceOf = new Map<string, string>();
  for (const serviceName of ecsServices) {
    const filter = { serviceName, desiredStatus: 'RUNNING' } as const;
    const { arns } = await listTasks(access, `service ${serviceName}`, filter);
    for (const arn of arns) serviceOf.set(arn, serviceName);
  }
  const byService = new Map<string, RunningTask[]>(ecsServices.map((name) => [name, []]));
  for (const task of await describeTasks(access, [...serviceOf.keys()])) {
    // Desired to run is not running: a task that still starts has no digest to compare.
    if (task.lastStatus !== 'RUNNING') continue;
    byService.get(serviceOf.get(task.taskArn ?? '') ?? '')?.push(runningTask(task));
  }
  return byService;
}

function runningTask(task: Task): RunningTask {
  return {
    taskArn: task.taskArn ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    containers: (task.containers ?? []).map(({ name = '', image = '', imageDigest }) => ({
      name,
      image,
      imageDigest: imageDigest ?? null,
    })),
  };
}
