import type { Region, World } from '../world.ts';
import { loadBalancersOf, type Backend, type Target, type TargetGroup } from './state.ts';

/**
 * The life of a target: registered and `initial`, `healthy` or `unhealthy` after as many health checks in a row as the group's
 * thresholds say, checked on and on, then `draining` for the deregistration delay, then gone. The whole delay passes even for a
 * target without connections, as AWS shows it.
 */
export function registerTarget(
  world: World,
  region: Region,
  group: TargetGroup,
  at: { readonly id: string; readonly port: number },
  backend: Backend,
): Target {
  const target: Target = { ...at, ...registering, passed: 0, failed: 0, backend };
  if (loadBalancersOf(region.elb, group).length === 0) Object.assign(target, notInUse);
  group.targets.set(keyOf(target), target);
  const { intervalSeconds } = group.check;
  // The load balancer's rounds do not wait for anyone: a target comes in somewhere in the interval.
  const untilFirst = world.seeded.milliseconds([0, intervalSeconds], 'first check', group.arn, keyOf(target));
  checkAfter(world, region, group, target, untilFirst);
  return target;
}

export function deregisterTarget(world: World, group: TargetGroup, target: Target): void {
  if (target.state === 'draining' || !group.targets.has(keyOf(target))) return;
  Object.assign(target, draining);
  const delaySeconds = Number(group.attributes.get('deregistration_delay.timeout_seconds') ?? 300);
  world.clock.schedule(world.now() + delaySeconds * 1000, keyOf(target), () => {
    if (group.targets.get(keyOf(target)) === target) group.targets.delete(keyOf(target));
    target.backend.drained();
  });
}

/** A target that nothing stands behind: one that was registered by hand. */
export const nobody: Backend = {
  failure: () => ({ reason: 'Target.Timeout', description: 'Request timed out' }),
  silence: () => 'nothing listens there',
  changed: () => undefined,
  drained: () => undefined,
};

function checkAfter(
  world: World,
  region: Region,
  group: TargetGroup,
  target: Target,
  milliseconds: number,
): void {
  world.clock.schedule(world.now() + milliseconds, `${group.arn} ${keyOf(target)}`, () => {
    if (target.state === 'draining' || group.targets.get(keyOf(target)) !== target) return;
    if (loadBalancersOf(region.elb, group).length > 0) check(group, target);
    checkAfter(world, region, group, target, group.check.intervalSeconds * 1000);
  });
}

function check(group: TargetGroup, target: Target): void {
  const failure = target.backend.failure();
  target.passed = failure ? 0 : target.passed + 1;
  target.failed = failure ? target.failed + 1 : 0;
  if (!failure && target.passed >= group.check.healthyThreshold)
    become(target, 'healthy', undefined, undefined);
  else if (failure && target.failed >= group.check.unhealthyThreshold) {
    become(target, 'unhealthy', failure.reason, failure.description);
  } else if (target.reason === registering.reason || target.state === 'unused') {
    become(target, 'initial', 'Elb.InitialHealthChecking', 'Initial health checks in progress');
  }
}

function become(
  target: Target,
  state: Target['state'],
  reason: string | undefined,
  description: string | undefined,
): void {
  const changed = target.state !== state;
  Object.assign(target, { state, reason, description });
  if (changed) target.backend.changed(target);
}

function keyOf(target: Target): string {
  return `${target.id}:${target.port}`;
}

const registering = {
  state: 'initial',
  reason: 'Elb.RegistrationInProgress',
  description: 'Target registration is in progress',
} as const;

const notInUse = {
  state: 'unused',
  reason: 'Target.NotInUse',
  description: 'Target group is not configured to receive traffic from the load balancer',
} as const;

const draining = {
  state: 'draining',
  reason: 'Target.DeregistrationInProgress',
  description: 'Target deregistration is in progress',
} as const;
