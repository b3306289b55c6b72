import { findRule, shiftTraffic } from '../../../elb/traffic.ts';
import type { World } from '../../../world.ts';
import { tasksOf, type Deployment, type ServiceDeployment } from '../../state.ts';
import { isUp } from '../readiness.ts';

/**
 * Sends so many percent of the requests that come by the production or by the test rules to the deployment, and the rest to the other
 * target groups. Answers the error that Elastic Load Balancing gave. A service without a test rule has no test traffic.
 */
export function sendTraffic(
  world: World,
  record: ServiceDeployment,
  route: 'production' | 'test',
  to: Deployment,
  percent: number,
): string | undefined {
  const { accountId, region } = record.service.cluster;
  const { elb } = world.region(accountId, region);
  for (const { targetGroupArn, advancedConfiguration } of to.revision.registersWith) {
    const other = advancedConfiguration?.alternateTargetGroupArn;
    const ruleArn =
      route === 'production'
        ? advancedConfiguration?.productionListenerRule
        : advancedConfiguration?.testListenerRule;
    if (ruleArn === undefined || targetGroupArn === undefined || other === undefined) continue;
    const rule = findRule(elb, ruleArn);
    if (!rule) return 'One or more rules not found';
    shiftTraffic(rule, targetGroupArn, other, percent);
  }
  return undefined;
}

/**
 * A deployment that goes back gives all traffic back at once; but where the old tasks had begun to be stopped, only when they are up
 * again, so that nobody is sent to where nothing runs. Answers whether the new deployment has no traffic any more.
 */
export function giveTrafficBack(world: World, record: ServiceDeployment): boolean {
  const { lifecycle, rollback, service } = record;
  if (!lifecycle || !rollback) return true;
  if (lifecycle.production === 0 && lifecycle.test === 0) return true;
  const up = tasksOf(service).filter((task) => task.deployment === rollback.to && isUp(task));
  if (up.length < service.desiredCount) return false;
  takeTraffic(world, record, rollback.to);
  Object.assign(lifecycle, { production: 0, test: 0 });
  return true;
}

/** All traffic goes to the deployment. */
export function takeTraffic(world: World, record: ServiceDeployment, to: Deployment): void {
  sendTraffic(world, record, 'production', to, 100);
  sendTraffic(world, record, 'test', to, 100);
}
