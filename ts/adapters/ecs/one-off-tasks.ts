/**
 * Tasks that are run once. ECS starts them like those of a service, so they get the service's network and capacity: a task that could
 * not reach the database from another subnet would say nothing of the release.
 */
import { RunTaskCommand, StopTaskCommand, type RunTaskCommandInput, type Service } from '@aws-sdk/client-ecs';
import { ecsErrors } from '../../core/errors/catalogue/ecs.ts';
import { logStreamOf } from '../../core/task-definition/log-stream.ts';
import type { OneOffStart, OneOffState, OneOffTask, OneOffTasks } from '../../ports/one-off-tasks.ts';
import { lastLines, type LogsAccess } from '../logs/last-lines.ts';
import { ask, lastSegment, type EcsAccess } from './access.ts';
import { describeActiveService } from './describe-services.ts';
import { describeTaskDefinition } from './describe-task-definition.ts';
import { describeTasks } from './tasks.ts';

export function ecsOneOffTasks(access: EcsAccess, logs: LogsAccess['logs']): OneOffTasks {
  return {
    start: (wanted) => start(access, wanted),
    look: (taskArn, container) => look(access, taskArn, container),
    stop: async (taskArn, reason) => {
      await ask(access, 'ecs:StopTask', `task ${taskArn}`, (options) =>
        access.ecs.send(
          // A reason may have 1024 characters (ECS API reference).
          new StopTaskCommand({ cluster: access.cluster, task: taskArn, reason: reason.slice(0, 1024) }),
          options,
        ),
      );
    },
    async lastLines({ taskArn, taskDefinition }, container, count) {
      const { definition } = (await describeTaskDefinition(access, taskDefinition)).taskDefinition;
      const stream = logStreamOf(definition, container, lastSegment(taskArn));
      return stream === null ? [] : lastLines({ logs, call: access.call }, stream, count);
    },
  };
}

async function start(access: EcsAccess, wanted: OneOffTask): Promise<OneOffStart> {
  const service = await describeActiveService(access, wanted.ecsService);
  const { container, command, taskDefinition } = wanted;
  const about = `task definition ${taskDefinition}`;
  const { tasks = [], failures = [] } = await ask(access, 'ecs:RunTask', about, (options) =>
    access.ecs.send(
      new RunTaskCommand({
        cluster: access.cluster,
        taskDefinition,
        count: 1,
        clientToken: wanted.token,
        startedBy: wanted.startedBy,
        overrides: {
          containerOverrides: [{ name: container, ...(command !== null && { command: [...command] }) }],
        },
        ...placementOf(service),
      }),
      options,
    ),
  );
  const [task] = tasks;
  if (task?.taskArn !== undefined) {
    return { taskArn: task.taskArn, taskDefinition: task.taskDefinitionArn ?? taskDefinition };
  }
  const [failure] = failures;
  if (failure) return { refused: [failure.reason, failure.detail].filter(Boolean).join(': ') };
  throw ecsErrors.answerIncomplete.error({ operation: 'RunTask', member: 'task', about });
}

/** RunTask takes a launch type or capacity providers and refuses both (ECS API reference). */
function placementOf(
  service: Service,
): Pick<
  RunTaskCommandInput,
  'launchType' | 'capacityProviderStrategy' | 'networkConfiguration' | 'platformVersion'
> {
  const { capacityProviderStrategy = [], launchType, networkConfiguration, platformVersion } = service;
  return {
    ...(capacityProviderStrategy.length > 0 ? { capacityProviderStrategy } : launchType && { launchType }),
    ...(networkConfiguration && { networkConfiguration }),
    ...(platformVersion !== undefined && { platformVersion }),
  };
}

async function look(access: EcsAccess, taskArn: string, container: string): Promise<OneOffState> {
  const [task] = await describeTasks(access, [taskArn]);
  // What was just started may not be there yet, and what stopped an hour ago is not there any more; the deadline tells them apart.
  if (task?.lastStatus !== 'STOPPED') return { state: 'underWay' };
  const found = task.containers?.find(({ name }) => name === container);
  const reasons = [found?.reason, task.stoppedReason].filter((reason) => reason !== undefined);
  return {
    state: 'ended',
    exitCode: found?.exitCode ?? null,
    reason: reasons.length === 0 ? null : [...new Set(reasons)].join('; '),
  };
}
