import type { DeploymentConfiguration, LoadBalancer } from '@aws-sdk/client-ecs';
import type { ElbState } from '../../../elb/state.ts';
import { findRule, sharesOf } from '../../../elb/traffic.ts';
import type { Revision } from '../../state.ts';

/**
 * The target groups that a new revision's tasks go into. Of the two that `advancedConfiguration` names, a blue/green deployment takes
 * the one that the running revision is not in, and with each deployment the two change roles. Where nothing runs yet, the one that
 * production traffic goes to counts as taken: a first deployment was seen to end in the alternate group
 * (github.com/go-to-k/cdk-real-drift, issue 1730). A rolling update stays where the running revision is.
 */
export function registersWith(
  elb: ElbState,
  loadBalancers: readonly LoadBalancer[],
  running: Revision | undefined,
  strategy: DeploymentConfiguration['strategy'],
): LoadBalancer[] {
  return loadBalancers.map((balancer) => {
    const pair = [balancer.targetGroupArn, balancer.advancedConfiguration?.alternateTargetGroupArn];
    if (pair[1] === undefined) return balancer;
    const taken = takenOf(elb, balancer, running);
    const [used, free] = pair[1] === taken ? pair.toReversed() : pair;
    const [own, other] = (strategy ?? 'ROLLING') === 'ROLLING' ? [used, free] : [free, used];
    return {
      ...balancer,
      targetGroupArn: own,
      advancedConfiguration: { ...balancer.advancedConfiguration, alternateTargetGroupArn: other },
    };
  });
}

function takenOf(elb: ElbState, balancer: LoadBalancer, running: Revision | undefined): string | undefined {
  const { targetGroupArn, advancedConfiguration } = balancer;
  const isOneOfThem = (arn: string | undefined): boolean =>
    arn === targetGroupArn || arn === advancedConfiguration?.alternateTargetGroupArn;
  const own = running?.registersWith.map((each) => each.targetGroupArn).find(isOneOfThem);
  if (own !== undefined) return own;
  const rule = findRule(elb, advancedConfiguration?.productionListenerRule ?? '');
  return (
    rule &&
    sharesOf(rule).find((share) => share.weight > 0 && isOneOfThem(share.targetGroupArn))?.targetGroupArn
  );
}
