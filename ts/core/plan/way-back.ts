import type { Strategy } from '../config/config.ts';

/**
 * How a service goes back: the way it came, without waiting. What it goes back to was proven before, and while it is not there,
 * users meet the failure.
 */
export function wayBack(strategy: Strategy): Strategy {
  switch (strategy.type) {
    case 'rolling':
      return strategy;
    case 'blueGreen':
    case 'canary':
    case 'linear':
      return { type: 'blueGreen', bakeMinutes: 0, pauses: [] };
    case 'codeDeploy':
      return { ...strategy, configuration: 'CodeDeployDefault.ECSAllAtOnce', pause: false, hooks: {} };
  }
}
