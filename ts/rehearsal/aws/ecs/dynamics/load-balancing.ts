import type { Target, TargetGroup } from '../../elb/state.ts';
import { registerTarget } from '../../elb/targets.ts';
import type { World } from '../../world.ts';
import { registered, say, unhealthyTarget } from '../events.ts';
import { factsOf } from '../images.ts';
import type { Task } from '../state.ts';
import { cameUp, isUp } from './readiness.ts';
import { stop } from './stop.ts';

/** Puts a running task behind its service's load balancers, and listens to what they make of it. */
export function registerWithLoadBalancers(world: World, task: Task): void {
  const region = world.region(task.cluster.accountId, task.cluster.region);
  for (const { targetGroupArn, containerName, containerPort } of task.deployment?.revision.registersWith ??
    []) {
    const group = region.elb.targetGroups.get(targetGroupArn ?? '');
    const container = task.containers.find(({ name }) => name === containerName);
    if (!group || !container) continue;
    const target = registerTarget(
      world,
      region,
      group,
      endpointOf(world, task, group, containerPort ?? group.port),
      {
        failure: () => world.faults.targetFailure(factsOf(world, task, container.name, container.image)),
        silence: () =>
          container.lastStatus === 'RUNNING' ? undefined : `task ${task.id} is ${task.lastStatus}`,
        changed: (changed) => {
          heed(world, task, group, changed);
        },
        drained: () => undefined,
      },
    );
    task.targets.push({ group, target });
    if (task.service) say(world, task.service, registered(1, group.arn));
  }
}

/** A task's own address, or its instance with a port of its own. */
function endpointOf(
  world: World,
  task: Task,
  group: TargetGroup,
  port: number,
): { id: string; port: number } {
  if (group.targetType === 'ip') return { id: task.address, port };
  return {
    id: `i-0${world.seeded.hex(16, 'instance', task.cluster.arn)}`,
    port: 32_768 + parseInt(task.id.slice(0, 3), 16),
  };
}

function heed(world: World, task: Task, group: TargetGroup, target: Target): void {
  if (task.desiredStatus === 'STOPPED') return;
  if (target.state === 'healthy' && isUp(task)) cameUp(world, task);
  if (target.state === 'unhealthy') replaceUnlessInGrace(world, task, group, target);
}

/** ECS stops a task whose target is unhealthy, but not within the service's grace period after the task started. */
function replaceUnlessInGrace(world: World, task: Task, group: TargetGroup, target: Target): void {
  const graceSeconds = task.service?.settings.healthCheckGracePeriodSeconds ?? 0;
  const graceEnds = (task.startedAt ?? task.createdAt) + graceSeconds * 1000;
  world.clock.schedule(graceEnds, task.arn, () => {
    if (target.state !== 'unhealthy' || task.desiredStatus === 'STOPPED' || !task.service) return;
    say(
      world,
      task.service,
      unhealthyTarget(target.port, group.arn, target.description ?? 'Health checks failed'),
    );
    stop(world, task, {
      code: 'ServiceSchedulerInitiated',
      reason: `Task failed ELB health checks in (target-group ${group.arn})`,
      unhealthy: true,
    });
  });
}
