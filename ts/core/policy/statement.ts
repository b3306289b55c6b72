/**
 * What a part of the product asks AWS for, declared beside the code that asks. From these the policies of `ecs-promote policy` are put
 * together; `test/policy` records what is really asked, and keeps both the same.
 */
export interface Statement {
  /** Letters and digits, as IAM wants it. */
  readonly sid: string;
  /** As IAM writes them, `ecs:UpdateService`, which is not always the name of the call: see docs/least-privilege.md. */
  readonly actions: readonly string[];
  /** ARNs, of which a part may be `*`; or `everything`, with AWS's reason. No ARN at all: nothing is asked, and the statement is left out. */
  readonly resources: readonly string[] | Everything;
  readonly condition?: Condition;
}

/** Operator → key → values. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The resource `*`, for which a reason is owed. */
export interface Everything {
  readonly everything: string;
}

/**
 * For actions without an entry in the column "Resource types" of the Service Authorization Reference, of which it says: "If there is no
 * value for this column, you must specify all resources ("*") to which the policy applies in the Resource element of your policy
 * statement."
 */
export const noResourceType: Everything = {
  everything: 'AWS has no resource type for it, so “*” is all that a policy can name',
};

/** Where resources are. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

export interface ArnParts extends Place {
  readonly service: string;
  readonly resource: string;
}

export function arnOf({ service, region, accountId, resource }: ArnParts): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

/** Roles are the same in all regions of an account. A task definition may name them without their account, or with it. */
export function roleArn(role: string, { region, accountId }: Place): string {
  return role.startsWith('arn:') ? role : `arn:${partitionOf(region)}:iam::${accountId}:role/${role}`;
}

/** "Amazon Resource Names (ARNs)" (AWS General Reference): China and GovCloud are partitions of their own. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
