import { deregisterTarget } from '../../elb/targets.ts';
import type { World } from '../../world.ts';
import { beganDraining, deregistered, say } from '../events.ts';
import type { Task } from '../state.ts';

/** Takes a task out of its load balancers; answers for how many milliseconds its connections drain. */
export function deregisterFromLoadBalancers(world: World, task: Task): number {
  const registeredTargets = task.targets.filter(({ target }) => target.state !== 'draining');
  for (const { group, target } of registeredTargets) {
    deregisterTarget(world, group, target);
    if (task.service) say(world, task.service, deregistered(1, group.arn));
  }
  if (registeredTargets.length > 0 && task.service) say(world, task.service, beganDraining(1));
  const delays = task.targets.map(({ group }) =>
    Number(group.attributes.get('deregistration_delay.timeout_seconds')),
  );
  return Math.max(0, ...delays) * 1000;
}
