import type { Digest } from '../release/release.ts';
import type { Looked } from './looked.ts';

/** What ECS, ECR and load balancers say of the surroundings of the services; what was not found is null, or absent from a map. */
export interface Facts {
  /** By ECS service name. */
  readonly settings: Looked<ReadonlyMap<string, ServiceSettings>>;
  /** By service name. */
  readonly images: ReadonlyMap<string, Looked<ImageFacts | null>>;
  readonly targetGroups: Looked<ReadonlyMap<string, TargetGroup>>;
  /** By target group. */
  readonly health: ReadonlyMap<string, Looked<TargetCount>>;
  /** By ARN of the rule or listener; for a service of CodeDeploy by target group: every rule that forwards to it. */
  readonly traffic: ReadonlyMap<string, Looked<readonly Weights[]>>;
}

/** What a service is set to, beside its task definition. */
export interface ServiceSettings {
  /** `FARGATE`, `EC2`, …; null where a capacity provider strategy decides. */
  readonly launchType: string | null;
  readonly capacityProviders: readonly string[];
  readonly maximumPercent: number;
  readonly circuitBreaker: 'off' | 'on' | 'onWithRollback';
  readonly alarms: readonly string[];
  /** Null unless the tasks have network interfaces of their own. */
  readonly network: {
    readonly subnets: readonly string[];
    readonly securityGroups: readonly string[];
  } | null;
  readonly loadBalancers: readonly ServiceLoadBalancer[];
}

export interface ServiceLoadBalancer {
  readonly targetGroup: string;
  /** The second group of native blue/green. */
  readonly alternate: string | null;
  /** ARN of a rule (ALB) or a listener (NLB). */
  readonly productionRule: string | null;
  readonly container: string;
  readonly port: number;
}

export interface ImageFacts {
  readonly digest: Digest;
  /** `linux/arm64`, …; null where neither manifest nor configuration say so. */
  readonly platforms: readonly string[] | null;
}

export interface TargetGroup {
  readonly targetType: string;
  readonly loadBalancers: readonly string[];
}

export interface TargetCount {
  readonly healthy: number;
  readonly registered: number;
}

/** Share of each target group in one rule. */
export type Weights = Readonly<Record<string, number>>;
