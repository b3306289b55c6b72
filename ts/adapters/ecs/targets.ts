import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ask, type EcsAccess } from './access.ts';
import { describeActiveService } from './describe-services.ts';

/** A target that is being taken out is no longer the service's, however healthy. */
const leaving = new Set(['draining', 'unhealthy.draining']);

/**
 * Targets of the service's target groups: the ones it registers its tasks with for production traffic. Alternate groups of native
 * blue/green are not counted.
 */
export async function targets(
  access: EcsAccess,
  ecsService: string,
): Promise<{ readonly healthy: number; readonly registered: number } | null> {
  const service = await describeActiveService(access, ecsService);
  const groups = new Set((service.loadBalancers ?? []).flatMap(({ targetGroupArn }) => targetGroupArn ?? []));
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
