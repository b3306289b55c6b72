import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ask, type EcsAccess } from './access.ts';
import { describeActiveService } from './describe-services.ts';
import { loadBalancersOf } from './observe.ts';
import { productionGroups } from './production-groups.ts';

/** A target that is being taken out is no longer the service's, however healthy. */
const leaving = new Set(['draining', 'unhealthy.draining']);

/** Targets that get the service's production traffic. */
export async function targets(
  access: EcsAccess,
  ecsService: string,
): Promise<{ readonly healthy: number; readonly registered: number } | null> {
  const service = await describeActiveService(access, ecsService);
  const groups = await productionGroups(access, loadBalancersOf(service));
  if (groups.size === 0) return null;
  const states: string[] = [];
  for (const group of groups) {
    const answer = await ask(
      access,
      'elasticloadbalancing:DescribeTargetHealth',
      `target group ${group}`,
      (options) => access.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: group }), options),
    );
    states.push(
      ...(answer.TargetHealthDescriptions ?? []).map(({ TargetHealth }) => TargetHealth?.State ?? ''),
    );
  }
  const registered = states.filter((state) => !leaving.has(state));
  return { healthy: registered.filter((state) => state === 'healthy').length, registered: registered.length };
}
