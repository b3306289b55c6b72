import type { DeploymentConfiguration, DeploymentLifecycleHook } from '@aws-sdk/client-ecs';
import type { NativeStrategy, PauseAt } from '../../core/config/config.ts';

/**
 * How ECS is to move a service, on top of what the service is set to. The whole configuration is sent, because ECS keeps what it is
 * told: circuit breaker, alarms, percentages and Lambda hooks stay as Terraform or a person set them; strategy and pauses are ours.
 */
export function deploymentConfiguration(
  live: DeploymentConfiguration,
  strategy: NativeStrategy,
): DeploymentConfiguration {
  const { lifecycleHooks = [], ...kept } = live;
  // What another strategy left behind is no setting of this one.
  delete kept.canaryConfiguration;
  delete kept.linearConfiguration;
  return {
    ...kept,
    ...traffic(strategy),
    bakeTimeInMinutes: strategy.type === 'canary' ? (live.bakeTimeInMinutes ?? 0) : strategy.bakeMinutes,
    lifecycleHooks: hooks(lifecycleHooks, strategy.pauses),
  };
}

function traffic(strategy: NativeStrategy): DeploymentConfiguration {
  switch (strategy.type) {
    case 'blueGreen':
      return { strategy: 'BLUE_GREEN' };
    case 'canary':
      return {
        strategy: 'CANARY',
        canaryConfiguration: {
          canaryPercent: strategy.percent,
          canaryBakeTimeInMinutes: strategy.bakeMinutes,
        },
      };
    case 'linear':
      return {
        strategy: 'LINEAR',
        linearConfiguration: {
          stepPercent: strategy.stepPercent,
          stepBakeTimeInMinutes: strategy.stepBakeMinutes,
        },
      };
  }
}

/** The service's own hooks, but for a PAUSE at a stage that has one of ours; ours go back when nobody answers. */
function hooks(
  own: readonly DeploymentLifecycleHook[],
  pauses: readonly PauseAt[],
): DeploymentLifecycleHook[] {
  const stages: readonly string[] = pauses.map(({ stage }) => stage);
  const kept = own.filter(
    ({ targetType, lifecycleStages = [] }) =>
      targetType !== 'PAUSE' || !lifecycleStages.some((stage) => stages.includes(stage)),
  );
  return [
    ...kept,
    ...pauses.map(({ stage, minutes }) => ({
      targetType: 'PAUSE' as const,
      lifecycleStages: [stage],
      timeoutConfiguration: { timeoutInMinutes: minutes, action: 'ROLLBACK' as const },
    })),
  ];
}
