import type { LoadBalancer } from '@aws-sdk/client-ecs';
import type { ElbState } from '../../../elb/state.ts';
import { findRule, sharesOf } from '../../../elb/traffic.ts';
import type { World } from '../../../world.ts';
import type { ServiceDeployment } from '../../state.ts';

/**
 * What ECS finds wrong with the listener rules when it begins: the asynchronous errors of "Troubleshooting Amazon ECS blue/green
 * deployments" in the developer guide, which come as `statusReason`. Undefined where nothing is.
 */
export function wrongNetworking(world: World, record: ServiceDeployment): string | undefined {
  const { accountId, region } = record.service.cluster;
  const { elb } = world.region(accountId, region);
  const wrong = record.deployment.revision.loadBalancers.flatMap((balancer) => wrongWith(elb, balancer));
  const because = 'Service deployment rolled back because of invalid networking configuration';
  return wrong[0] === undefined ? undefined : because + wrong[0];
}

function wrongWith(elb: ElbState, balancer: LoadBalancer): string[] {
  const { targetGroupArn = '', advancedConfiguration } = balancer;
  const {
    alternateTargetGroupArn = '',
    productionListenerRule = '',
    testListenerRule,
  } = advancedConfiguration ?? {};
  const production = findRule(elb, productionListenerRule);
  const test = testListenerRule === undefined ? undefined : findRule(elb, testListenerRule);
  if (!production || (testListenerRule !== undefined && !test)) return ['. One or more rules not found'];
  const serving = sharesOf(production).filter(({ weight }) => weight > 0);
  if (serving.length > 1) {
    return [
      `. productionListenerRule ${productionListenerRule} should have exactly one target group serving traffic but found ${serving.length} target groups which are serving traffic`,
    ];
  }
  const pair = [targetGroupArn, alternateTargetGroupArn];
  const unexpected = serving.find((share) => !pair.includes(share.targetGroupArn));
  if (unexpected) {
    return [
      `. Production listener rule is forwarding traffic to unexpected target group ${unexpected.targetGroupArn}. Expected traffic to be forwarded to either targetGroupArn: ${targetGroupArn} or alternateTargetGroupArn: ${alternateTargetGroupArn}`,
    ];
  }
  const associated = [production, test].flatMap((rule) => (rule ? sharesOf(rule) : []));
  const lost = pair.find((arn) => !associated.some((share) => share.targetGroupArn === arn));
  if (lost === undefined) return [];
  return [`: Target group ${lost} is not associated with either productionListenerRule or testListenerRule.`];
}
