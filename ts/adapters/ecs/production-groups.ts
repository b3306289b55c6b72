import type { LoadBalancer } from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  type Action,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ask, type EcsAccess } from './access.ts';

/**
 * The target groups that production traffic of a service goes to. A native deployment leaves it with the group that was the alternate
 * one before, and the next one takes it back, so where there are two the listener's weights tell; a group without any traffic is not
 * what users meet.
 */
export async function productionGroups(
  access: EcsAccess,
  loadBalancers: readonly LoadBalancer[],
): Promise<ReadonlySet<string>> {
  const groups = await Promise.all(
    loadBalancers.map(async ({ targetGroupArn, advancedConfiguration: advanced }) =>
      advanced?.productionListenerRule === undefined
        ? [targetGroupArn]
        : await weighted(access, advanced.productionListenerRule, [
            targetGroupArn,
            advanced.alternateTargetGroupArn,
          ]),
    ),
  );
  return new Set(groups.flat().filter((group) => group !== undefined));
}

/** Those of the two that the rule forwards to. */
async function weighted(
  access: EcsAccess,
  rule: string,
  candidates: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const forwards = (await actionsOf(access, rule)).flatMap(({ TargetGroupArn, ForwardConfig }) => [
    ...(ForwardConfig?.TargetGroups ?? [{ TargetGroupArn, Weight: 1 }]),
  ]);
  return forwards
    .filter(({ Weight }) => Weight !== 0)
    .flatMap(({ TargetGroupArn }) => TargetGroupArn ?? [])
    .filter((group) => candidates.includes(group));
}

/** A rule of an Application Load Balancer, or the listener of a Network Load Balancer (AdvancedConfiguration, ECS API reference). */
async function actionsOf(access: EcsAccess, arn: string): Promise<readonly Action[]> {
  const about = `listener ${arn}`;
  if (arn.includes(':listener-rule/')) {
    const { Rules } = await ask(access, 'elasticloadbalancing:DescribeRules', about, (options) =>
      access.elb.send(new DescribeRulesCommand({ RuleArns: [arn] }), options),
    );
    return Rules?.[0]?.Actions ?? [];
  }
  const { Listeners } = await ask(access, 'elasticloadbalancing:DescribeListeners', about, (options) =>
    access.elb.send(new DescribeListenersCommand({ ListenerArns: [arn] }), options),
  );
  return Listeners?.[0]?.DefaultActions ?? [];
}
