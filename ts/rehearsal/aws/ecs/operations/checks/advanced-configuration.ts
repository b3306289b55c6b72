import type { DeploymentConfiguration, LoadBalancer } from '@aws-sdk/client-ecs';
import { loadBalancersOf, type ElbState } from '../../../elb/state.ts';
import { findRule, sharesOf } from '../../../elb/traffic.ts';
import { invalidParameter } from '../../errors.ts';

/**
 * Refuses load balancers between whose target groups ECS could not move traffic: the synchronous errors of "Troubleshooting Amazon
 * ECS blue/green deployments" in the developer guide, in its words.
 */
export function refuseBadAdvancedConfiguration(
  elb: ElbState,
  loadBalancers: readonly LoadBalancer[],
  strategy: DeploymentConfiguration['strategy'],
): void {
  const advanced = loadBalancers.filter((each) => each.advancedConfiguration !== undefined);
  if (advanced.some(({ loadBalancerName }) => loadBalancerName !== undefined))
    throw invalidParameter('advancedConfiguration field is not allowed with ELBv1 loadBalancers');
  if (advanced.length > 0 && advanced.length < loadBalancers.length) {
    throw invalidParameter(
      'Either all or none of the provided loadBalancers must have advancedConfiguration defined',
    );
  }
  if (advanced.length < loadBalancers.length && (strategy ?? 'ROLLING') !== 'ROLLING') {
    throw invalidParameter(
      'advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy',
    );
  }
  refuseDuplicates(advanced);
  for (const balancer of advanced) refuseBadRules(elb, balancer);
}

function refuseDuplicates(loadBalancers: readonly LoadBalancer[]): void {
  const arns = loadBalancers.flatMap((each) => [
    each.targetGroupArn,
    each.advancedConfiguration?.alternateTargetGroupArn,
  ]);
  const twice = arns.find((arn, index) => arns.indexOf(arn) !== index);
  if (twice !== undefined) throw invalidParameter(`Duplicate targetGroupArn found: ${twice}`);
}

function refuseBadRules(elb: ElbState, balancer: LoadBalancer): void {
  const { alternateTargetGroupArn, productionListenerRule, testListenerRule, roleArn } =
    balancer.advancedConfiguration ?? {};
  const required = { alternateTargetGroupArn, productionListenerRule, roleArn };
  for (const [name, value] of Object.entries(required)) {
    if (value === undefined || value === '')
      throw invalidParameter(`${name} is required in advancedConfiguration`);
  }
  const other = elb.targetGroups.get(alternateTargetGroupArn ?? '');
  if (!other)
    throw invalidParameter(`The specified target group does not exist: ${alternateTargetGroupArn ?? ''}`);
  if (loadBalancersOf(elb, other).length === 0) {
    throw invalidParameter(
      `The target group with targetGroupArn ${other.arn} does not have an associated load balancer.`,
    );
  }
  refuseBadArn('productionListenerRule', productionListenerRule ?? '');
  if (testListenerRule !== undefined) refuseBadArn('testListenerRule', testListenerRule);
  if (testListenerRule === productionListenerRule) {
    throw invalidParameter(
      `The following rules cannot be used as both production and test listener rules: ${testListenerRule ?? ''}`,
    );
  }
  refuseUntestable(elb, balancer);
}

/** An application load balancer is moved by its rules, a network load balancer by its listeners. */
function refuseBadArn(name: string, arn: string): void {
  if (arn.includes(':listener-rule/app/') || arn.includes(':listener/net/')) return;
  throw invalidParameter(
    `${name} has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: ${arn}`,
  );
}

/** A rule that is not there is found out later, by the deployment. */
function refuseUntestable(elb: ElbState, balancer: LoadBalancer): void {
  const { targetGroupArn, advancedConfiguration } = balancer;
  const {
    productionListenerRule = '',
    testListenerRule,
    alternateTargetGroupArn,
  } = advancedConfiguration ?? {};
  const production = findRule(elb, productionListenerRule);
  if (!production || testListenerRule !== undefined || !productionListenerRule.includes('/app/')) return;
  const groups = sharesOf(production).map((share) => share.targetGroupArn);
  if ([targetGroupArn, alternateTargetGroupArn].every((arn) => groups.includes(arn ?? ''))) return;
  throw invalidParameter(
    'For Application LoadBalancer, testListenerRule is required when productionListenerRule is not associated with both targetGroup and alternateTargetGroup',
  );
}
