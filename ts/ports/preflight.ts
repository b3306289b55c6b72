import type { Checked } from '../core/preflight/check.ts';
import type { Access, Capacity, Role, Stored, Subnet } from '../core/preflight/deep/facts.ts';
import type { Reference } from '../core/preflight/deep/references.ts';
import type { ServiceSettings, TargetCount, TargetGroup, Weights } from '../core/preflight/facts.ts';
import type { Finding } from '../core/preflight/row.ts';
import type { Digest } from '../core/release/release.ts';

/**
 * What a deployment to one cluster would find; only reads. Everything rejects with a ProblemError whose category is `infrastructure`
 * where AWS does not let it be seen.
 */
export interface Surroundings {
  /** By ECS service name; a service that is not there is absent. */
  settings(ecsServices: readonly string[]): Promise<ReadonlyMap<string, ServiceSettings>>;
  /** By ARN; a group that does not exist is absent. */
  targetGroups(arns: readonly string[]): Promise<ReadonlyMap<string, TargetGroup>>;
  targetHealth(targetGroup: string): Promise<TargetCount>;
  /** Where a rule, or a listener's default, sends requests; empty where it does not exist. */
  trafficOfRule(rule: string): Promise<readonly Weights[]>;
  /** Of every rule of the load balancers that sends requests to the group. */
  trafficTo(targetGroup: string, loadBalancers: readonly string[]): Promise<readonly Weights[]>;
  /**
   * The checks with many clients; a reason in words where they are not at hand. Called when there is something to ask, because they
   * take as long to load as the rest of the program.
   */
  deepChecks(): DeepChecks | string;
}

/** Looks at roles, secrets, logs, networks and capacity, and judges them. */
export interface DeepChecks {
  /** By service: at least one finding for each of the deeper checks. */
  findings(services: readonly Checked[]): Promise<ReadonlyMap<string, readonly Finding[]>>;
}

/** Roles, secrets, logs, networks and capacity. The value of a secret is never asked for. Rejects as `Surroundings` does. */
export interface DeepSurroundings {
  /** By ARN or name; undefined when there is none. */
  role(role: string): Promise<Role | undefined>;
  /** The secret or parameter, undefined when there is none. */
  stored(reference: Reference): Promise<Stored | undefined>;
  /** Whether the role may read what is stored. */
  mayRead(role: string, store: Reference['store'], stored: Stored): Promise<Access>;
  /** @param region null: that of the cluster */
  hasLogGroup(name: string, region: string | null): Promise<boolean>;
  subnets(ids: readonly string[]): Promise<ReadonlyMap<string, Subnet>>;
  /** VPCs by id of the security group. */
  securityGroups(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Asks nothing where none is named. */
  capacity(providers: readonly string[]): Promise<Capacity>;
}

/** What an image in the registry is made for. Rejects as `Surroundings` does. */
export interface ImagePlatforms {
  /** `linux/arm64`, …; null where it can't be told, undefined when there is no such image. */
  platforms(repository: string, digest: Digest): Promise<readonly string[] | null | undefined>;
}
