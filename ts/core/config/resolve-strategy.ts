import type { PauseAt, PauseStage, Strategy } from './config.ts';
import type { StrategyFile } from './strategy-schema.ts';

/** Fills in what was left out; the numbers are ECS' own defaults (deploymentConfiguration, ECS API reference). */
export function resolveStrategy(file: StrategyFile | undefined): Strategy {
  switch (file?.type) {
    case undefined:
    case 'rolling':
      return { type: 'rolling' };
    case 'blueGreen':
      return { bakeMinutes: 0, ...file, pauses: pausesOf(file.pauses) };
    case 'canary':
      return { percent: 5, bakeMinutes: 10, ...file, pauses: pausesOf(file.pauses) };
    case 'linear':
      return { stepPercent: 10, stepBakeMinutes: 6, bakeMinutes: 0, ...file, pauses: pausesOf(file.pauses) };
    case 'codeDeploy':
      return { pause: false, ...file, hooks: { ...file.hooks } };
  }
}

function pausesOf(
  pauses: readonly {
    readonly stage?: PauseStage | undefined;
    readonly decides?: PauseAt['decides'] | undefined;
    readonly minutes?: number | undefined;
  }[] = [],
): readonly PauseAt[] {
  return pauses.map(({ stage = 'POST_TEST_TRAFFIC_SHIFT', decides = 'person', minutes = 1440 }) => ({
    stage,
    decides,
    minutes,
  }));
}

/** Minutes that a strategy waits by itself, however quickly the tasks start; what CodeDeploy waits is in its own configuration. */
export function strategyMinutes(strategy: Strategy): number {
  switch (strategy.type) {
    case 'rolling':
    case 'codeDeploy':
      return 0;
    case 'blueGreen':
    case 'canary':
      return strategy.bakeMinutes;
    case 'linear': {
      // After the last step no step's bake time is waited (ECS API reference, stepBakeTimeInMinutes).
      const waits = Math.ceil(100 / strategy.stepPercent) - 1;
      return waits * strategy.stepBakeMinutes + strategy.bakeMinutes;
    }
  }
}
