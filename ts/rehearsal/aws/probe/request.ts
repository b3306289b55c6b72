import type { ElbState, Target, TargetGroup } from '../elb/state.ts';
import { findRule, sharesOf, type Share } from '../elb/traffic.ts';
import type { Seeded } from '../seeded.ts';

/** What became of one request: who was to answer it, and why it was not answered. */
export interface Outcome {
  /** Name of the target group. */
  readonly targetGroup: string | undefined;
  readonly failure: string | undefined;
}

/**
 * Sends one request through a listener's rule: a target group by the weights, then one of its targets. As the guide to application
 * load balancers has it, a group without a target that is healthy is not left for another one, targets that drain get no new
 * requests, and where all targets are unhealthy they get requests nevertheless ("Health checks for your target groups").
 */
export function request(elb: ElbState, ruleArn: string, seeded: Seeded, purpose: string): Outcome {
  const rule = findRule(elb, ruleArn);
  if (!rule) return { targetGroup: undefined, failure: 'the listener or its rule is gone' };
  const share = byWeight(sharesOf(rule), seeded.unit('probe', purpose, 'group'));
  const group = share && elb.targetGroups.get(share.targetGroupArn);
  if (!group) return { targetGroup: undefined, failure: 'HTTP 503: the rule forwards to no target group' };
  const targets = targetsFor(group);
  const target = targets[Math.floor(seeded.unit('probe', purpose, 'target') * targets.length)];
  if (!target) return { targetGroup: group.name, failure: `HTTP 503: ${group.name} has no healthy target` };
  const silence = target.backend.silence();
  return {
    targetGroup: group.name,
    failure: silence === undefined ? undefined : `HTTP 502: ${silence}`,
  };
}

/** `drawn` is at least 0 and less than 1. */
function byWeight(shares: readonly Share[], drawn: number): Share | undefined {
  let left = drawn * shares.reduce((sum, { weight }) => sum + weight, 0);
  return shares.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
}

function targetsFor(group: TargetGroup): Target[] {
  const registered = [...group.targets.values()].filter(({ state }) => state !== 'draining');
  const healthy = registered.filter(({ state }) => state === 'healthy');
  if (healthy.length > 0) return healthy;
  return registered.every(({ state }) => state === 'unhealthy') ? registered : [];
}
