import type { Check } from './check.ts';
import type { Subject } from './subject.ts';
import { failed, ok, type Finding } from './row.ts';

/** Whether there is a service to deploy to at all. */
export function serviceThere({ live, ecsService }: Subject): Finding {
  if (live.status === 'active') return ok('service', `${ecsService} is active`);
  const state = live.deleted === undefined ? 'does not exist' : `is ${live.deleted}`;
  return failed(
    'service',
    `the service ${ecsService} ${state}`,
    'Create it (the stacks under orchestration/ do), or correct `ecsService` in promotion.yaml.',
  );
}

/**
 * What was begun by a promotion that nobody finished may be replaced: that is what a new one is for. So may what a service was created
 * with, which may never come up.
 */
export const noOtherDeployment: Check = ({ subject: { live, takesAPlace, verifiedBefore } }) => {
  const under = live.inProgress;
  if (!under) return [ok('deployment', 'no deployment is under way')];
  const what = `${under.deploymentId} moves it to ${lastSegment(under.taskDefinition)}`;
  if (takesAPlace) return [ok('deployment', `${what}, for a promotion that was never finished`)];
  if (!verifiedBefore) return [ok('deployment', `${what}; nothing was verified here yet`)];
  return [
    failed(
      'deployment',
      `a deployment is under way: ${what}`,
      'Wait until it has ended or stop it in ECS; then run this again.',
    ),
  ];
};

/** Only told: whoever runs without a circuit breaker may have a reason. */
export const circuitBreaker: Check = ({ settings: { circuitBreaker: breaker, alarms } }) => {
  const breakers = {
    off: 'no circuit breaker: only this program stops a deployment that fails',
    on: 'circuit breaker without rollback',
    onWithRollback: 'circuit breaker with rollback',
  };
  const watched = alarms.length === 0 ? 'no alarms' : `alarms ${alarms.join(', ')}`;
  return [ok('circuit-breaker', `${breakers[breaker]}; ${watched}`)];
};

function lastSegment(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
