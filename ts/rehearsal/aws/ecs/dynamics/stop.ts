import type { TaskStopCode } from '@aws-sdk/client-ecs';
import type { World } from '../../world.ts';
import type { Task } from '../state.ts';
import { countFailure } from './failures.ts';
import { deregisterFromLoadBalancers } from './draining.ts';
import { lookSoon } from './scheduler.ts';
import { timing } from './timing.ts';

export interface StopReason {
  readonly code: TaskStopCode;
  readonly reason: string;
  /** The scheduler stops it because it is not well, which counts as a failed task. */
  readonly unhealthy?: boolean;
}

/**
 * A task is to stop: its connections drain (DEACTIVATING), its programs end (STOPPING), its network goes (DEPROVISIONING), and it can
 * be described for another hour. One whose program has ended already does not wait for connections.
 */
export function stop(world: World, task: Task, why: StopReason): void {
  if (task.desiredStatus === 'STOPPED') return;
  const { code, reason } = why;
  const isFailure =
    code === 'TaskFailedToStart' || code === 'EssentialContainerExited' || why.unhealthy === true;
  Object.assign(task, {
    desiredStatus: 'STOPPED',
    stopCode: code,
    stoppedReason: reason,
    stoppingAt: world.now(),
  });
  const drainMilliseconds = deregisterFromLoadBalancers(world, task);
  const mustDrain = code !== 'EssentialContainerExited' && drainMilliseconds > 0;
  if (mustDrain) task.lastStatus = 'DEACTIVATING';
  then(world, task, mustDrain ? drainMilliseconds : 0, () => {
    terminate(world, task, isFailure);
  });
}

function terminate(world: World, task: Task, isFailure: boolean): void {
  task.lastStatus = 'STOPPING';
  const running = task.containers.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  const duration = running.length > 0 ? world.seeded.milliseconds(timing.terminate, 'STOPPING', task.id) : 0;
  then(world, task, duration, () => {
    for (const container of running)
      Object.assign(container, { lastStatus: 'STOPPED', exitCode: container.exitCode ?? 0 });
    for (const container of task.containers) container.lastStatus = 'STOPPED';
    task.executionStoppedAt = world.now();
    task.lastStatus = 'DEPROVISIONING';
    then(world, task, world.seeded.milliseconds(timing.deprovision, 'DEPROVISIONING', task.id), () => {
      beStopped(world, task, isFailure);
    });
  });
}

function beStopped(world: World, task: Task, isFailure: boolean): void {
  task.lastStatus = 'STOPPED';
  task.stoppedAt = world.now();
  if (isFailure) countFailure(world, task);
  if (task.service) lookSoon(world, task.service);
  then(world, task, world.seeded.milliseconds(timing.forget, 'forget', task.id), () => {
    task.cluster.tasks.delete(task.arn);
  });
}

function then(world: World, task: Task, milliseconds: number, next: () => void): void {
  world.clock.schedule(world.now() + milliseconds, task.arn, next);
}
