import type { World } from '../../world.ts';
import type { Befalls } from '../../faults/kind.ts';
import { factsOf } from '../images.ts';
import { tasksOf, type Service, type ServiceDeployment, type Task } from '../state.ts';
import { isOpen } from './rollback.ts';
import { lookSoon } from './scheduler.ts';
import { requestStop } from './stop-deployment.ts';
import { stop } from './stop.ts';

/** A deployment begins: what faults want to happen to it, and to the tasks that run already. */
export function disturb(world: World, service: Service, record: ServiceDeployment): void {
  for (const task of tasksOf(service)) if (task.lastStatus === 'RUNNING') endFromOutside(world, task, true);
  for (const { name = '', image = '' } of record.deployment.revision.taskDefinition.content
    .containerDefinitions) {
    const facts = factsOf(world, { ...service, service }, name, image);
    for (const what of world.faults.befalls(facts)) befall(world, service, record, what);
  }
}

/** Where a fault wants it so, something outside a running task ends it. */
export function endFromOutside(world: World, task: Task, old: boolean): void {
  for (const { name, image } of task.containers) {
    const end = world.faults.taskEnd(factsOf(world, task, name, image), old);
    if (!end) continue;
    world.clock.schedule(world.now() + end.afterSeconds * 1000, task.arn, () => {
      if (task.lastStatus === 'RUNNING') stop(world, task, { code: end.stopCode, reason: end.reason });
    });
  }
}

function befall(world: World, service: Service, record: ServiceDeployment, what: Befalls): void {
  world.clock.schedule(world.now() + what.afterSeconds * 1000, record.arn, () => {
    if (!isOpen(record) || record.rollback) return;
    if (what.what === 'stop') requestStop(world, record);
    else {
      service.desiredCount = what.desiredCount;
      lookSoon(world, service);
    }
  });
}
