import type {
  DeploymentConfiguration,
  DeploymentControllerType,
  DeploymentLifecycleHook,
} from '@aws-sdk/client-ecs';
import { invalidParameter } from '../../errors.ts';

/**
 * Refuses a deployment configuration that ECS would refuse. Ranges are the API reference's (DeploymentConfiguration,
 * LinearConfiguration, CanaryConfiguration, DeploymentLifecycleHook); the wordings about hooks are the developer guide's
 * ("Troubleshooting Amazon ECS blue/green deployments"), those about ranges are not published.
 */
export function refuseBadDeploymentConfiguration(configuration: DeploymentConfiguration): void {
  const { strategy = 'ROLLING', linearConfiguration: linear, canaryConfiguration: canary } = configuration;
  refuseOutside('bakeTimeInMinutes', configuration.bakeTimeInMinutes, minutesOfADay);
  if (linear && strategy !== 'LINEAR')
    throw invalidParameter('linearConfiguration is only valid with the LINEAR deployment strategy.');
  if (canary && strategy !== 'CANARY')
    throw invalidParameter('canaryConfiguration is only valid with the CANARY deployment strategy.');
  refuseOutside('stepPercent', linear?.stepPercent, { from: 3, to: 100, step: 0.1 });
  refuseOutside('stepBakeTimeInMinutes', linear?.stepBakeTimeInMinutes, minutesOfADay);
  refuseOutside('canaryPercent', canary?.canaryPercent, { from: 0.1, to: 100, step: 0.1 });
  refuseOutside('canaryBakeTimeInMinutes', canary?.canaryBakeTimeInMinutes, minutesOfADay);
  refuseBadHooks(configuration.lifecycleHooks ?? []);
}

/** Only ECS itself deploys by strategies; CodeDeploy has configurations of its own (API reference, DeploymentController). */
export function refuseForeignStrategy(
  controller: DeploymentControllerType | undefined,
  strategy: DeploymentConfiguration['strategy'],
): void {
  if ((controller ?? 'ECS') === 'ECS' || (strategy ?? 'ROLLING') === 'ROLLING') return;
  throw invalidParameter(`The ${strategy ?? ''} deployment strategy requires the ECS deployment controller.`);
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const minutesOfADay: Range = { from: 0, to: 1440, step: 1 };

function refuseOutside(name: string, value: number | undefined, range: Range): void {
  if (value === undefined) return;
  const steps = value / range.step;
  const isOnAStep = Math.abs(steps - Math.round(steps)) < 1e-6;
  if (value >= range.from && value <= range.to && isOnAStep) return;
  throw invalidParameter(
    `Invalid ${name} ${value}. Valid values are multiples of ${range.step} from ${range.from} to ${range.to}.`,
  );
}

/** Quota: ten of either kind a service. */
const mostHooks = 10;

function refuseBadHooks(hooks: readonly DeploymentLifecycleHook[]): void {
  for (const kind of ['AWS_LAMBDA', 'PAUSE'] as const) {
    const count = hooks.filter(({ targetType = 'AWS_LAMBDA' }) => targetType === kind).length;
    if (count > mostHooks)
      throw invalidParameter(`A service cannot have more than ${mostHooks} ${kind} lifecycle hooks.`);
  }
  hooks.forEach(refuseBadHook);
}

function refuseBadHook(hook: DeploymentLifecycleHook): void {
  const stages = hook.lifecycleStages ?? [];
  if (stages.length === 0) throw invalidParameter('lifecycleStages is required for a lifecycle hook.');
  refuseOutside('timeoutInMinutes', hook.timeoutConfiguration?.timeoutInMinutes, {
    from: 1,
    to: 20_160,
    step: 1,
  });
  switch (hook.targetType ?? 'AWS_LAMBDA') {
    case 'AWS_LAMBDA':
      if (hook.hookTargetArn === undefined || hook.roleArn === undefined)
        throw invalidParameter('hookTargetArn and roleArn are required for an AWS_LAMBDA lifecycle hook.');
      return;
    case 'PAUSE':
      if (hook.hookTargetArn !== undefined || hook.roleArn !== undefined)
        throw invalidParameter('hookTargetArn and roleArn are not allowed for a PAUSE lifecycle hook.');
      // They also run when a deployment goes back, which would then have to be continued by hand.
      if (stages.some((stage) => stage === 'TEST_TRAFFIC_SHIFT' || stage === 'PRODUCTION_TRAFFIC_SHIFT'))
        throw invalidParameter('Invalid lifecycle stage provided for Pause Hook');
      return;
    default:
      throw invalidParameter('Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE');
  }
}
