import type { DeploymentConfiguration } from '@aws-sdk/client-ecs';
import type { Step } from '../../lifecycle.ts';

/** What, beside its configuration, decides which steps a deployment has. */
export interface Circumstances {
  /** A revision runs that the new one takes over from. */
  readonly hasBlue: boolean;
  /** Yet other revisions run, because the deployment before this one did not end well. */
  readonly mustReconcile: boolean;
  /** ECS moves traffic for it: it has load balancers. */
  readonly movesTraffic: boolean;
}

/**
 * The stages of a deployment, as the developer guide has them for blue/green, linear and canary deployments ("Amazon ECS blue/green
 * service deployments workflow", "Lifecycle hooks for Amazon ECS service deployments"). PRE_PRODUCTION_TRAFFIC_SHIFT is a stage for
 * hooks only, as the enumeration of `lifecycleStage` lacks it: meanwhile the deployment shows PRODUCTION_TRAFFIC_SHIFT. Where the
 * guide is silent: with nothing to take over from, all traffic moves at once and nothing is left to bake beside; a service without
 * load balancers goes through the same stages and moves no traffic.
 */
export function stepsOf(configuration: DeploymentConfiguration, circumstances: Circumstances): Step[] {
  const { hasBlue, mustReconcile, movesTraffic } = circumstances;
  const reconcile: Step = {
    stage: 'RECONCILE_SERVICE',
    hooks: 'RECONCILE_SERVICE',
    until: 'otherRevisionsAreGone',
  };
  const bake: Step = { stage: 'BAKE_TIME', minutes: configuration.bakeTimeInMinutes ?? 0 };
  const shifts = hasBlue && movesTraffic ? shiftsOf(configuration) : [{ percent: 100, minutes: 0 }];
  return [
    ...(mustReconcile ? [reconcile] : []),
    { stage: 'PRE_SCALE_UP', hooks: 'PRE_SCALE_UP' },
    { stage: 'SCALE_UP', until: 'greenIsUp' },
    { stage: 'POST_SCALE_UP', hooks: 'POST_SCALE_UP' },
    { stage: 'TEST_TRAFFIC_SHIFT', hooks: 'TEST_TRAFFIC_SHIFT', ...(movesTraffic && { test: 100 }) },
    { stage: 'POST_TEST_TRAFFIC_SHIFT', hooks: 'POST_TEST_TRAFFIC_SHIFT' },
    ...shifts.flatMap(({ percent, minutes }): Step[] => [
      { stage: 'PRODUCTION_TRAFFIC_SHIFT', hooks: 'PRE_PRODUCTION_TRAFFIC_SHIFT' },
      {
        stage: 'PRODUCTION_TRAFFIC_SHIFT',
        hooks: 'PRODUCTION_TRAFFIC_SHIFT',
        minutes,
        ...(movesTraffic && { production: percent }),
      },
    ]),
    { stage: 'POST_PRODUCTION_TRAFFIC_SHIFT', hooks: 'POST_PRODUCTION_TRAFFIC_SHIFT' },
    ...(hasBlue ? [bake] : []),
    { stage: 'CLEAN_UP', until: 'onlyGreenIsLeft' },
  ];
}

/** How much production traffic the new deployment gets, and for how long before it gets more. Defaults are the API reference's. */
function shiftsOf(configuration: DeploymentConfiguration): { percent: number; minutes: number }[] {
  const all = { percent: 100, minutes: 0 };
  if (configuration.strategy === 'CANARY') {
    const { canaryPercent = 5, canaryBakeTimeInMinutes = 10 } = configuration.canaryConfiguration ?? {};
    return canaryPercent === 100
      ? [all]
      : [{ percent: canaryPercent, minutes: canaryBakeTimeInMinutes }, all];
  }
  if (configuration.strategy === 'LINEAR') {
    const { stepPercent = 10, stepBakeTimeInMinutes = 6 } = configuration.linearConfiguration ?? {};
    const count = Math.ceil(1000 / Math.round(stepPercent * 10)) - 1;
    const before = Array.from({ length: count }, (_, index) => ({
      percent: Math.round(stepPercent * 10 * (index + 1)) / 10,
      minutes: stepBakeTimeInMinutes,
    }));
    return [...before, all];
  }
  return [all];
}
