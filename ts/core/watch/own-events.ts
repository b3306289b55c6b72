import type { ServiceEvent, StoppedTask } from '../live/live.ts';

/** What is known of the deployment whose events are wanted. */
export interface EventsOwner {
  /** `ecs-svc/…`; undefined until it is known. */
  readonly startedBy: string | undefined;
  readonly stoppedTasks: readonly StoppedTask[];
}

/**
 * The events that are about this deployment. A service has one list of events for all its deployments: a task of the old revision
 * that loses its host, or whose target fails while it drains, is named there as one of the new revision would be. So what names a
 * deployment or tasks counts only for those, and a failing target, which is named without its task, only beside a task of this
 * deployment that was stopped for it. What names nothing, like a shortage of capacity, is about what the scheduler starts now.
 */
export function ownEvents(events: readonly ServiceEvent[], owner: EventsOwner): readonly ServiceEvent[] {
  const ids = new Set(owner.stoppedTasks.map(({ taskArn }) => taskArn.slice(taskArn.lastIndexOf('/') + 1)));
  return events.filter(
    ({ message }) =>
      isOfDeployment(message, owner) && isOfTasks(message, ids) && isOfTargets(message, owner.stoppedTasks),
  );
}

function isOfDeployment(message: string, { startedBy }: EventsOwner): boolean {
  const named = message.match(/ecs-svc\/\d+/g);
  return named === null || (startedBy !== undefined && named.includes(startedBy));
}

function isOfTasks(message: string, ids: ReadonlySet<string>): boolean {
  const named = taskIdsIn(message);
  return named.length === 0 || named.some((id) => ids.has(id));
}

function isOfTargets(message: string, stoppedTasks: readonly StoppedTask[]): boolean {
  if (!/unhealthy\s+in\s+\(target-group/i.test(message)) return true;
  return stoppedTasks.some(({ stoppedReason }) => /health\s+checks?/i.test(stoppedReason ?? ''));
}

/** `(task 0f2c…)`, as "Service event messages" of the developer guide shows it. */
export function taskIdsIn(message: string): readonly string[] {
  return [...message.matchAll(/\(task ([0-9a-f-]{32,36})\)/g)].flatMap(([, id]) => id ?? []);
}
