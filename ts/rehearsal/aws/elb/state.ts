import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetFailure } from '../faults/kind.ts';

/** What Elastic Load Balancing holds for one account in one region; all by ARN. */
export interface ElbState {
  readonly loadBalancers: Map<string, LoadBalancer>;
  readonly listeners: Map<string, Listener>;
  readonly targetGroups: Map<string, TargetGroup>;
}

export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  readonly type: 'application' | 'network' | 'gateway';
  readonly createdAt: number;
}

export interface Listener {
  readonly arn: string;
  readonly loadBalancer: LoadBalancer;
  readonly port: number;
  readonly protocol: string;
  /** The default rule is last. */
  readonly rules: Rule[];
}

export interface Rule {
  readonly arn: string;
  /** A number, or `default`. */
  readonly priority: string;
  readonly conditions: readonly RuleCondition[];
  actions: readonly Action[];
}

export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  readonly vpcId: string;
  readonly targetType: 'instance' | 'ip' | 'lambda' | 'alb';
  readonly check: HealthCheck;
  readonly attributes: Map<string, string>;
  /** By `id:port`. */
  readonly targets: Map<string, Target>;
}

export interface HealthCheck {
  path: string;
  matcher: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  healthyThreshold: number;
  unhealthyThreshold: number;
}

export interface Target {
  readonly id: string;
  readonly port: number;
  state: 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unused';
  reason: string | undefined;
  description: string | undefined;
  passed: number;
  failed: number;
  /** What answers at the other end. */
  readonly backend: Backend;
}

/** Whoever registered a target says how it answers health checks, and hears what the load balancer makes of it. */
export interface Backend {
  /** Undefined: it answers as it should. */
  readonly failure: () => TargetFailure | undefined;
  /** Why a request is not answered; undefined: it is. */
  readonly silence: () => string | undefined;
  /** The state has changed. */
  readonly changed: (target: Target) => void;
  /** Draining is over, the target is gone. */
  readonly drained: () => void;
}

export function emptyElb(): ElbState {
  return { loadBalancers: new Map(), listeners: new Map(), targetGroups: new Map() };
}

/** The load balancers that send requests to the group, through any listener's rule. */
export function loadBalancersOf(state: ElbState, group: TargetGroup): LoadBalancer[] {
  const listeners = [...state.listeners.values()].filter(({ rules }) =>
    rules.some(({ actions }) => actions.some((action) => targetGroupsOf(action).includes(group.arn))),
  );
  return [...new Set(listeners.map(({ loadBalancer }) => loadBalancer))];
}

export function targetGroupsOf(action: Action): string[] {
  const forwarded = action.ForwardConfig?.TargetGroups?.map(({ TargetGroupArn }) => TargetGroupArn) ?? [];
  return [action.TargetGroupArn, ...forwarded].filter((arn) => arn !== undefined);
}
