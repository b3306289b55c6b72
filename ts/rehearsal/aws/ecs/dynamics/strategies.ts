import type { Service } from '../state.ts';
import { rolling } from './rolling.ts';
import type { Strategy } from './strategy.ts';
import { taskSets } from './task-sets.ts';

/** A new strategy is one file and one line here. */
const strategies: Readonly<Record<string, Strategy>> = { ROLLING: rolling };

export function isEmulated(strategy: string | undefined): boolean {
  return (strategy ?? 'ROLLING') in strategies;
}

export function strategyOf(service: Service): Strategy {
  if (service.controller === 'CODE_DEPLOY') return taskSets;
  return strategies[service.configuration.strategy ?? 'ROLLING'] ?? rolling;
}
