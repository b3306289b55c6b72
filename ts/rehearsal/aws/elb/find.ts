import {
  ListenerNotFoundException$,
  LoadBalancerNotFoundException$,
  RuleNotFoundException$,
  TargetGroupNotFoundException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, modelled } from '../protocol/aws-error.ts';
import type { ElbState, Listener, LoadBalancer, Rule, TargetGroup } from './state.ts';

/** Things by ARN, or the error AWS has for their absence. */

export function targetGroupOf(state: ElbState, arn: string): TargetGroup {
  const group = state.targetGroups.get(arn);
  if (!group) throw modelled(TargetGroupNotFoundException$, `Target groups '${arn}' not found`);
  return group;
}

export function loadBalancerOf(state: ElbState, arn: string): LoadBalancer {
  const balancer = state.loadBalancers.get(arn);
  if (!balancer) throw modelled(LoadBalancerNotFoundException$, `Load balancers '[${arn}]' not found`);
  return balancer;
}

export function listenerOf(state: ElbState, arn: string): Listener {
  const listener = state.listeners.get(arn);
  if (!listener) throw modelled(ListenerNotFoundException$, `Listeners '[${arn}]' not found`);
  return listener;
}

export function ruleOf(state: ElbState, arn: string): Rule {
  const rule = [...state.listeners.values()].flatMap(({ rules }) => rules).find((each) => each.arn === arn);
  if (!rule) throw modelled(RuleNotFoundException$, 'One or more rules not found');
  return rule;
}

export const invalidMarker = (): AwsError => new AwsError('ValidationError', 'Invalid marker');
