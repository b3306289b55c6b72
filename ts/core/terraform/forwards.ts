import { isOpen, list, object, text } from './json-values.ts';

/** Percent of the requests by ARN of the target group, for those that get any. */
export type Shares = ReadonlyMap<string, number>;

/**
 * Where a listener or a rule forwards to. Weights are relative to each other, and a single target group may be written without
 * (`ForwardActionConfig` and `TargetGroupTuple`, Elastic Load Balancing API reference); both are made the same here.
 *
 * @param actions `default_action` or `action` as Terraform tells it: a list of blocks
 */
export function sharesOf(actions: unknown): Shares {
  const groups = list(actions)
    .filter((action) => action['type'] === 'forward')
    .flatMap(groupsOf);
  const total = groups.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(
    groups
      .filter(([, weight]) => weight > 0)
      .map(([arn, weight]) => [arn, Math.round((weight / total) * 1000) / 10]),
  );
}

type Weighted = readonly [arn: string, weight: number];

function groupsOf(action: Readonly<Record<string, unknown>>): readonly Weighted[] {
  const groups = list(action['forward']).flatMap((forward) => list(forward['target_group']));
  if (groups.length > 1) {
    return groups.map(({ arn, weight }) => [text(arn), typeof weight === 'number' ? weight : 1]);
  }
  const arn = text(groups[0]?.['arn']) || text(action['target_group_arn']);
  return arn === '' ? [] : [[arn, 1]];
}

/**
 * Whether a target group is known only after the apply.
 *
 * @param unknown what Terraform's `after_unknown` says of the actions
 */
export function isTargetOpen(unknown: unknown): boolean {
  if (unknown === true) return true;
  return (Array.isArray(unknown) ? unknown : []).some((action: unknown) => {
    const { target_group_arn: arn, forward } = object(action);
    const groups = list(forward).map((one) => one['target_group']);
    return action === true || arn === true || forward === true || groups.some(isOpen);
  });
}

export function sameShares(one: Shares, other: Shares): boolean {
  return one.size === other.size && [...one].every(([arn, percent]) => other.get(arn) === percent);
}

/** `70% blue, 30% green`. */
export function tellShares(shares: Shares): string {
  if (shares.size === 0) return 'no target group';
  return [...shares].map(([arn, percent]) => `${percent}% ${groupName(arn)}`).join(', ');
}

/** Of `arn:aws:elasticloadbalancing:…:targetgroup/NAME/ID`. */
export function groupName(arn: string): string {
  return /:targetgroup\/([^/]+)\//.exec(arn)?.[1] ?? arn;
}
