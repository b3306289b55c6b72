import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { Problem } from '../errors/problem.ts';
import { shortId } from '../release/short-id.ts';
import type { ServiceBuild } from '../release/release.ts';
import type { Changes, ResourceChange } from './changes.ts';
import type { HandedOver, HandedOverService } from './handed-over.ts';
import { list, text } from './json-values.ts';

/** A plan, and what of it is not Terraform's to move. */
export interface Kept {
  readonly changes: Changes;
  readonly handedOver: HandedOver;
  /** Builds that the promotion at hand brings, by ECS service; null where no promotion is what plans. */
  readonly brought: ReadonlyMap<string, ServiceBuild> | null;
}

/** What is made anew takes nothing away, and what Terraform forgets stays as it is. */
export function moves({ action }: ResourceChange): boolean {
  return action === 'change' || action === 'replace' || action === 'destroy';
}

export function problems({ address, action }: ResourceChange, { handedOver, brought }: Kept) {
  const { environment, engine, releaseId } = handedOver;
  return (attribute: string, runs: string, comes: string): Problem => {
    const values = { address, attribute, runs, comes, environment, release: shortId(releaseId) };
    const promotes = brought !== null;
    return terraformErrors.handOver.problem({ ...values, engine, promotes, destroys: action === 'destroy' });
  };
}

export const unknownGroup = 'a target group that is made by the same plan';

/** The service of the environment that a resource is. */
export function serviceOf(
  { type, address, before }: ResourceChange,
  { cluster, services }: HandedOver,
): HandedOverService | undefined {
  // What is left of a replacement that was interrupted is the service no more.
  if (type !== 'aws_ecs_service' || address.endsWith(')')) return undefined;
  const said = nameOf(text(before['cluster']));
  if (said !== '' && said !== cluster) return undefined;
  return services.find(({ ecsService }) => ecsService === before['name']);
}

/** ARNs of a service's target groups, sorted. */
export function groupsOf(service: Readonly<Record<string, unknown>>): readonly string[] {
  const groups = list(service['load_balancer']).map((one) => text(one['target_group_arn']));
  return groups.filter((arn) => arn !== '').sort();
}

/** Of an ARN; a name is its own. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
