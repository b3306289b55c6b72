import type { Exit } from '../../faults/kind.ts';
import type { World } from '../../world.ts';
import { factsOf } from '../images.ts';
import { checkContainers } from './container-health.ts';
import { endFromOutside } from './disturb.ts';
import { registerWithLoadBalancers } from './load-balancing.ts';
import { cameUp, isUp } from './readiness.ts';
import { writeLog } from './log.ts';
import { programEnd } from './program-end.ts';
import { stop } from './stop.ts';
import { timing } from './timing.ts';
import type { Task, TaskContainer } from '../state.ts';

/** From pulled images to a running task; with load balancers it is ACTIVATING while it is registered. */
export function run(world: World, task: Task): void {
  if (task.deployment && task.deployment.revision.loadBalancers.length > 0) {
    task.lastStatus = 'ACTIVATING';
    const duration = world.seeded.milliseconds(timing.activate, 'ACTIVATING', task.id);
    world.clock.schedule(world.now() + duration, task.arn, () => {
      if (task.lastStatus === 'ACTIVATING' && task.desiredStatus === 'RUNNING') beRunning(world, task);
    });
  } else {
    beRunning(world, task);
  }
}

function beRunning(world: World, task: Task): void {
  task.lastStatus = 'RUNNING';
  task.startedAt = world.now();
  for (const container of task.containers) {
    container.lastStatus = 'RUNNING';
    letEnd(world, task, container);
  }
  registerWithLoadBalancers(world, task);
  later(world, task, world.seeded.milliseconds(timing.proveRunning, 'prove', task.id), () => {
    task.stable = true;
  });
  checkContainers(world, task);
  endFromOutside(world, task, false);
}

/** Something about a running task that may make it come up. */
function later(world: World, task: Task, milliseconds: number, happen: () => void): void {
  world.clock.schedule(world.now() + milliseconds, task.arn, () => {
    if (task.lastStatus !== 'RUNNING' || task.desiredStatus !== 'RUNNING') return;
    happen();
    if (isUp(task)) cameUp(world, task);
  });
}

/** Where a fault wants it so, or the task runs a command of its own, the container's program ends by itself. */
function letEnd(world: World, task: Task, container: TaskContainer): void {
  const exit =
    world.faults.exit(factsOf(world, task, container.name, container.image)) ??
    programEnd(task.commands.get(container.name));
  if (!exit) return;
  world.clock.schedule(world.now() + exit.afterSeconds * 1000, container.arn, () => {
    if (container.lastStatus === 'RUNNING' && task.desiredStatus === 'RUNNING')
      end(world, task, container, exit);
  });
}

function end(world: World, task: Task, container: TaskContainer, exit: Exit): void {
  for (const line of exit.logLines) writeLog(world, task, container, line);
  container.lastStatus = 'STOPPED';
  container.exitCode = exit.exitCode;
  if (exit.reason !== undefined) container.reason = exit.reason;
  const definition = task.definition.content.containerDefinitions.find(({ name }) => name === container.name);
  if (definition?.essential === false) return;
  stop(world, task, { code: 'EssentialContainerExited', reason: 'Essential container in task exited' });
}
