import type { PauseAt, Strategy } from '../config/config.ts';

/** How a service moves, in a few words: `canary: 10 % for 10 min; waits for a decision at POST_TEST_TRAFFIC_SHIFT (60 min)`. */
export function renderStrategy(strategy: Strategy): string {
  switch (strategy.type) {
    case 'rolling':
      return 'rolling';
    case 'blueGreen':
      return `blue/green, ${strategy.bakeMinutes} min of baking${pausesText(strategy.pauses)}`;
    case 'canary':
      return `canary: ${strategy.percent} % for ${strategy.bakeMinutes} min${pausesText(strategy.pauses)}`;
    case 'linear':
      return `linear: ${strategy.stepPercent} % every ${strategy.stepBakeMinutes} min, then ${strategy.bakeMinutes} min of baking${pausesText(strategy.pauses)}`;
    case 'codeDeploy': {
      const { application, deploymentGroup, configuration, pause } = strategy;
      const by = configuration === undefined ? '' : ` by ${configuration}`;
      const hooks = Object.entries(strategy.hooks).map(([event, name]) => `; ${event}: ${name}`);
      const wait = pause ? '; waits for a decision at Ready' : '';
      return `CodeDeploy ${application}/${deploymentGroup}${by}${wait}${hooks.join('')}`;
    }
  }
}

function pausesText(pauses: readonly PauseAt[]): string {
  return pauses
    .map(({ stage, decides, minutes }) =>
      decides === 'checks'
        ? `; checked on test traffic at ${stage}`
        : `; waits for a decision at ${stage} (${minutes} min)`,
    )
    .join('');
}
