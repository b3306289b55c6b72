import type { Looked } from '../looked.ts';

/** What IAM, the stores of secrets, CloudWatch Logs, EC2 and the capacity of ECS say; what was not found is null, or absent from a map. */
export interface DeepFacts {
  /** By ARN or name, as the task definition has it. */
  readonly roles: ReadonlyMap<string, Looked<Role | null>>;
  /** By `valueFrom`. */
  readonly secrets: ReadonlyMap<string, Looked<Stored | null>>;
  /** By role and `valueFrom`, joined by a blank; for what is there only. */
  readonly access: ReadonlyMap<string, Looked<Access>>;
  /** By region and name, joined by a blank. */
  readonly logGroups: ReadonlyMap<string, Looked<boolean>>;
  readonly subnets: Looked<ReadonlyMap<string, Subnet>>;
  /** VPCs by id of the security group. */
  readonly securityGroups: Looked<ReadonlyMap<string, string>>;
  readonly capacity: Looked<Capacity>;
}

export interface Role {
  /** JSON, as IAM holds it. */
  readonly trustPolicy: string;
}

/** A secret or a parameter; never its value. */
export interface Stored {
  readonly arn: string;
  /** A secret that is scheduled for deletion can't be read any more. */
  readonly beingDeleted: boolean;
  /** Labels by version of a secret; null for a parameter, which always has a value. */
  readonly versions: Readonly<Record<string, readonly string[]>> | null;
}

/**
 * `notAllowed`: no policy of the role says yes; `denied`: one says no; `depends`: on what only the real request has;
 * `perhapsByItsPolicy`: what is read has a policy of its own, which may say yes.
 */
export type Access = 'allowed' | 'notAllowed' | 'denied' | 'depends' | 'perhapsByItsPolicy';

export interface Subnet {
  readonly vpcId: string;
  readonly freeAddresses: number;
}

export interface Capacity {
  /** Status by name. */
  readonly providers: ReadonlyMap<string, string>;
  /** To the cluster. */
  readonly attached: readonly string[];
}
