import {
  DescribeTasksCommand,
  ListTasksCommand,
  type ListTasksCommandInput,
  type Task,
} from '@aws-sdk/client-ecs';
import { ask, inChunks, type EcsAccess } from './access.ts';

/** What DescribeTasks takes at most (ECS API reference). */
export const tasksPerRequest = 100;

/** ARNs of the tasks, all pages or the first so many; and how many pages those were. */
export async function listTasks(
  access: EcsAccess,
  about: string,
  filter: Pick<ListTasksCommandInput, 'serviceName' | 'startedBy' | 'desiredStatus'>,
  mostPages = Infinity,
): Promise<{ readonly arns: readonly string[]; readonly pages: number }> {
  const arns: string[] = [];
  let nextToken: string | undefined;
  let pages = 0;
  do {
    const token = nextToken;
    const page = await ask(access, 'ecs:ListTasks', about, (options) =>
      access.ecs.send(
        new ListTasksCommand({
          cluster: access.cluster,
          maxResults: 100,
          ...filter,
          ...(token !== undefined && { nextToken: token }),
        }),
        options,
      ),
    );
    arns.push(...(page.taskArns ?? []));
    nextToken = page.nextToken;
    pages += 1;
  } while (nextToken !== undefined && pages < mostPages);
  return { arns, pages };
}

/** The tasks, in the order asked for; one that ECS has forgotten in between is absent. */
export async function describeTasks(access: EcsAccess, arns: readonly string[]): Promise<readonly Task[]> {
  const found = new Map<string, Task>();
  for (const tasks of inChunks(arns, tasksPerRequest)) {
    const answer = await ask(access, 'ecs:DescribeTasks', 'tasks', (options) =>
      access.ecs.send(new DescribeTasksCommand({ cluster: access.cluster, tasks: [...tasks] }), options),
    );
    for (const task of answer.tasks ?? []) found.set(task.taskArn ?? '', task);
  }
  return arns.flatMap((arn) => found.get(arn) ?? []);
}
