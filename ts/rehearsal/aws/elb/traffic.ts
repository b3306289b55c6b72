import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { targetGroupsOf, type ElbState, type Rule } from './state.ts';

/** A target group's part of a rule's requests: its weight over the sum of all weights. */
export interface Share {
  readonly targetGroupArn: string;
  readonly weight: number;
}

/**
 * Who moves traffic between target groups (ECS's own strategies, CodeDeploy) names a rule of an application load balancer or, for a
 * network load balancer, the listener; a listener stands for its default rule here.
 */
export function findRule(state: ElbState, arn: string): Rule | undefined {
  const listener = state.listeners.get(arn);
  if (listener) return listener.rules.find(({ priority }) => priority === 'default');
  return [...state.listeners.values()].flatMap(({ rules }) => rules).find((rule) => rule.arn === arn);
}

/** Where the rule sends requests. A rule that answers by itself (a redirect, a fixed response) sends none. */
export function sharesOf(rule: Rule): Share[] {
  const forward = rule.actions.find(({ Type }) => Type === 'forward');
  const weighted = forward?.ForwardConfig?.TargetGroups;
  if (weighted) {
    return weighted.map(({ TargetGroupArn = '', Weight }) => ({
      targetGroupArn: TargetGroupArn,
      weight: Weight ?? 1,
    }));
  }
  return forward ? targetGroupsOf(forward).map((targetGroupArn) => ({ targetGroupArn, weight: 1 })) : [];
}

/** How many percent of the rule's requests the target group gets. */
export function percentOf(rule: Rule, targetGroupArn: string): number {
  const shares = sharesOf(rule);
  const whole = shares.reduce((sum, { weight }) => sum + weight, 0);
  const own = shares.find((share) => share.targetGroupArn === targetGroupArn)?.weight ?? 0;
  return whole === 0 ? 0 : (own / whole) * 100;
}

/**
 * Sends `percent` of the rule's requests to one target group and the rest to the other: a weighted forward action, as ECS writes it
 * (github.com/go-to-k/cdk-real-drift, issue 1730: the plain `TargetGroupArn` is gone after the first deployment). Weights are whole
 * numbers up to 999, so a tenth of a percent is counted in thousandths and anything else in hundredths. Other actions stay.
 */
export function shiftTraffic(rule: Rule, to: string, from: string, percent: number): void {
  const parts = Number.isInteger(percent) ? 100 : 1000;
  const weight = Math.round((percent * parts) / 100);
  const forward: Action = {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: from, Weight: parts - weight },
        { TargetGroupArn: to, Weight: weight },
      ],
      TargetGroupStickinessConfig: { Enabled: false },
    },
  };
  const others = rule.actions.filter(({ Type }) => Type !== 'forward');
  rule.actions = [...others, forward];
}
