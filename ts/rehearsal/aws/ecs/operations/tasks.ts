import {
  DescribeTasks$,
  ListTasks$,
  RunTask$,
  StopTask$,
  type DescribeTasksCommandInput,
  type DescribeTasksResponse,
  type ListTasksCommandInput,
  type ListTasksResponse,
  type RunTaskCommandInput,
  type RunTaskResponse,
  type StopTaskCommandInput,
  type StopTaskResponse,
} from '@aws-sdk/client-ecs';
import { operation, type Validated } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { describeTask } from '../describe/task.ts';
import { launch } from '../dynamics/launch.ts';
import { stop } from '../dynamics/stop.ts';
import { invalidParameter, invalidToken } from '../errors.ts';
import { clusterOf, refuseMoreThan, runnableTaskDefinition, serviceOf } from '../find.ts';
import type { Cluster, Task, TaskDefinition } from '../state.ts';

/** By desired status, RUNNING unless STOPPED is asked for; `startedBy` goes with no other filter than that. */
export const listTasks = operation<ListTasksCommandInput, ListTasksResponse>(ListTasks$, (input, call) => {
  const cluster = clusterOf(call, input.cluster);
  const service = input.serviceName === undefined ? undefined : serviceOf(cluster, input.serviceName);
  if (input.startedBy !== undefined && (service !== undefined || input.family !== undefined)) {
    throw invalidParameter(
      'When you specify startedBy as the filter, it must be the only filter that you use.',
    );
  }
  const arns = [...cluster.tasks.values()]
    .filter((task) => service === undefined || task.service === service)
    .filter((task) => matches(task, input))
    .map(({ arn }) => arn);
  const page = pageOf(arns, { size: input.maxResults, largest: 100, token: input.nextToken }, invalidToken);
  return { taskArns: [...page.items], nextToken: page.nextToken };
});

function matches(
  task: Task,
  { family, startedBy, launchType, desiredStatus }: Validated<ListTasksCommandInput>,
): boolean {
  return (
    task.desiredStatus === (desiredStatus ?? 'RUNNING') &&
    (family === undefined || task.definition.family === family) &&
    (startedBy === undefined || task.startedBy === startedBy) &&
    (launchType === undefined || task.launchType === launchType)
  );
}

export const describeTasks = operation<DescribeTasksCommandInput, DescribeTasksResponse>(
  DescribeTasks$,
  (input, call) => {
    const cluster = clusterOf(call, input.cluster);
    refuseMoreThan(100, 'Tasks', input.tasks);
    const withTags = input.include?.includes('TAGS') === true;
    const found = input.tasks.map((reference) => ({ reference, task: findTask(cluster, reference) }));
    return {
      tasks: found.flatMap(({ task }) => (task ? [describeTask(task, withTags)] : [])),
      failures: found.flatMap(({ reference, task }) => {
        if (task) return [];
        const arn = reference.startsWith('arn:')
          ? reference
          : `${cluster.arn.replace(':cluster/', ':task/')}/${reference}`;
        return [{ arn, reason: 'MISSING' }];
      }),
    };
  },
);

export const runTask = operation<RunTaskCommandInput, RunTaskResponse>(RunTask$, (input, call) => {
  const cluster = clusterOf(call, input.cluster);
  const definition = runnableTaskDefinition(call.region.ecs, input.taskDefinition);
  refuseBoth(input);
  const known = startedBefore(cluster, input.clientToken);
  if (known.length > 0) return { tasks: known.map((task) => describeTask(task, true)), failures: [] };
  const commands = commandsOf(input, definition);
  const count = input.count ?? 1;
  if (count < 1 || count > 10) throw invalidParameter('count must be between 1 and 10.');
  const tasks = Array.from({ length: count }, () =>
    launch(call.world, {
      cluster,
      definition,
      startedBy: input.startedBy,
      ...(input.clientToken !== undefined && { clientToken: input.clientToken }),
      commands,
      group: input.group ?? `family:${definition.family}`,
      launchType: input.launchType ?? 'EC2',
      tags: input.tags ?? [],
    }),
  );
  return { tasks: tasks.map((task) => describeTask(task, true)), failures: [] };
});

/** ECS API reference, RunTask: "If a capacityProviderStrategy is specified, the launchType parameter must be omitted." */
function refuseBoth({ launchType, capacityProviderStrategy }: Validated<RunTaskCommandInput>): void {
  if (launchType !== undefined && capacityProviderStrategy !== undefined) {
    throw invalidParameter('Specifying both a launch type and capacity provider strategy is not supported.');
  }
}

function startedBefore(cluster: Cluster, clientToken: string | undefined): readonly Task[] {
  if (clientToken === undefined) return [];
  return [...cluster.tasks.values()].filter((task) => task.clientToken === clientToken);
}

function commandsOf(
  { overrides }: Validated<RunTaskCommandInput>,
  definition: TaskDefinition,
): Task['commands'] {
  const containers = definition.content.containerDefinitions.map(({ name }) => name);
  const given = overrides?.containerOverrides ?? [];
  for (const { name } of given) {
    if (!containers.includes(name)) {
      throw invalidParameter(
        `Override for container named ${name ?? ''} is not a container in the TaskDefinition.`,
      );
    }
  }
  return new Map(
    given.flatMap(({ name = '', command }) => (command === undefined ? [] : [[name, command] as const])),
  );
}

export const stopTask = operation<StopTaskCommandInput, StopTaskResponse>(StopTask$, (input, call) => {
  const task = findTask(clusterOf(call, input.cluster), input.task);
  if (!task) throw invalidParameter('The referenced task was not found.');
  stop(call.world, task, { code: 'UserInitiated', reason: input.reason ?? 'Task stopped by user' });
  return { task: describeTask(task, true) };
});

function findTask(cluster: Cluster, idOrArn: string): Task | undefined {
  return [...cluster.tasks.values()].find(({ arn, id }) => idOrArn === arn || idOrArn === id);
}
