import type { Check, Checked } from './check.ts';
import type { Facts, ServiceLoadBalancer, Weights } from './facts.ts';
import { groupName, groupsOf } from './load-balancers.ts';
import { unknown, type Looked } from './looked.ts';
import { failed, ok, skipped, together, type Finding } from './row.ts';

/**
 * Where the production traffic goes. A service that moves between two target groups must begin with all of it on one of them: a
 * deployment that starts from half-shifted weights would end with the wrong tasks serving.
 */
export const traffic: Check = (checked, facts) => {
  const { loadBalancers } = checked.settings;
  if (loadBalancers.length === 0) {
    const none = 'the service has no load balancer';
    return [ok('listener', none), ok('target-health', none)];
  }
  const found = loadBalancers.map((balancer) => ({
    balancer,
    production: productionGroup(balancer, checked, facts),
  }));
  const named = found.map(({ balancer, production }) => production.group ?? balancer.targetGroup);
  return [
    ...together(
      'listener',
      found.map(({ production }) => production.finding),
      `all production traffic goes to ${named.map(groupName).join(', ')}`,
    ),
    ...together(
      'target-health',
      // Where it is not known which group serves, healthy targets in either will do.
      found.map(({ balancer, production }) =>
        health(production.group === null ? groupsOf(balancer) : [production.group], checked, facts),
      ),
      healthyText(checked),
    ),
  ];
};

interface Production {
  readonly finding: Finding;
  readonly group: string | null;
}

/** How `Facts.traffic` is asked for a load balancer of the service: by its rule where it has one. */
export function trafficKey({ productionRule, targetGroup }: ServiceLoadBalancer): string {
  return productionRule ?? targetGroup;
}

/** A service with one target group and ECS's own rolling deployments has nothing to shift, whatever else its listener does. */
export function shiftsTraffic({ live }: Checked['subject'], balancer: ServiceLoadBalancer): boolean {
  return balancer.productionRule !== null || live.controller === 'CODE_DEPLOY';
}

function productionGroup(balancer: ServiceLoadBalancer, checked: Checked, facts: Facts): Production {
  if (!shiftsTraffic(checked.subject, balancer))
    return { finding: ok('listener', 'one target group'), group: balancer.targetGroup };
  const found: Looked<readonly Weights[]> | undefined = facts.traffic.get(trafficKey(balancer));
  if (!found?.known)
    return { finding: skipped('listener', found?.why ?? 'it was not asked for'), group: null };
  return judge(found.value, balancer);
}

function judge(rules: readonly Weights[], balancer: ServiceLoadBalancer): Production {
  const next =
    'Finish or roll back the deployment that moved it, or set the weights of the rule yourself; then run this again.';
  const rule =
    balancer.productionRule === null
      ? `the rules of ${groupName(balancer.targetGroup)}`
      : 'the production rule';
  if (rules.length === 0)
    return {
      finding: failed(
        'listener',
        `${balancer.productionRule ?? rule} does not exist`,
        'Correct the listener rule in the service, or create it.',
      ),
      group: null,
    };
  const sharing = new Set(
    rules.flatMap((weights) =>
      Object.entries(weights).flatMap(([group, weight]) => (weight > 0 ? [group] : [])),
    ),
  );
  const [only] = sharing;
  if (sharing.size > 1)
    return {
      finding: failed('listener', `${rule} divides the traffic: ${rules.map(shares).join('; ')}`, next),
      group: null,
    };
  if (only === undefined || (balancer.productionRule !== null && !groupsOf(balancer).includes(only)))
    return {
      finding: failed(
        'listener',
        `${rule} sends no traffic to ${groupsOf(balancer).map(groupName).join(' or ')}`,
        next,
      ),
      group: null,
    };
  return { finding: ok('listener', only), group: only };
}

function shares(weights: Weights): string {
  return Object.entries(weights)
    .map(([group, weight]) => `${groupName(group)} ${weight}`)
    .join(', ');
}

/** What is not served now can't be compared with what comes; but nobody expects it of a service that was never verified here. */
function health(
  groups: readonly string[],
  { subject: { live, verifiedBefore } }: Checked,
  facts: Facts,
): Finding {
  if (live.desiredCount === 0) return ok('target-health', 'desired count 0');
  const found = groups.map((group) => facts.health.get(group) ?? unknown('it was not asked for'));
  const counts = found.flatMap((one) => (one.known ? [one.value] : []));
  if (counts.some(({ healthy }) => healthy > 0)) return ok('target-health', 'there are healthy targets');
  const unseen = found.flatMap((one) => (one.known ? [] : [one.why]));
  if (unseen[0] !== undefined) return skipped('target-health', unseen[0]);
  const registered = counts.reduce((sum, count) => sum + count.registered, 0);
  const what = `none of the ${registered} targets of ${groups.map(groupName).join(' and ')} is healthy`;
  if (!verifiedBefore) return skipped('target-health', `${what}; nothing was verified here yet`);
  return failed(
    'target-health',
    what,
    'See with `ecs-promote diagnose` why; a release that mends it needs `--accept-failed target-health`.',
  );
}

function healthyText({ subject: { live } }: Checked): string {
  return live.desiredCount === 0 ? 'desired count 0, so none is expected' : 'there are healthy targets';
}
