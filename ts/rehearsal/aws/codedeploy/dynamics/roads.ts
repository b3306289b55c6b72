import type { TargetGroup } from '../../elb/state.ts';
import { sharesOf, shiftTraffic } from '../../elb/traffic.ts';
import type { Region } from '../../world.ts';
import { roadsOf } from '../find.ts';
import type { DeploymentGroup } from '../state.ts';

/**
 * A configuration that moves traffic in steps has the production rules weighted from the beginning, so that the replacement's targets
 * are health checked while it is installed (user guide, "Even though my deployment succeeded, the replacement task set fails the ELB
 * health checks").
 */
export function weigh(region: Region, group: DeploymentGroup, from: TargetGroup, to: TargetGroup): void {
  for (const rule of roadsOf(region, group.settings).production) {
    if (sharesOf(rule).length === 1) shiftTraffic(rule, to.arn, from.arn, 0);
  }
}

export function share(
  region: Region,
  group: DeploymentGroup,
  to: TargetGroup,
  from: TargetGroup,
  percent: number,
): void {
  for (const rule of roadsOf(region, group.settings).production)
    shiftTraffic(rule, to.arn, from.arn, percent);
}

/** All requests to one target group; a rule that has only ever named one names only that one. */
export function sendAll(
  region: Region,
  group: DeploymentGroup,
  to: TargetGroup,
  from: TargetGroup,
  roads: readonly ('test' | 'production')[],
): void {
  const known = roadsOf(region, group.settings);
  for (const rule of roads.flatMap((road) => known[road] ?? [])) {
    if (sharesOf(rule).length > 1) {
      shiftTraffic(rule, to.arn, from.arn, 100);
    } else {
      const others = rule.actions.filter(({ Type }) => Type !== 'forward');
      rule.actions = [...others, { Type: 'forward', TargetGroupArn: to.arn }];
    }
  }
}
