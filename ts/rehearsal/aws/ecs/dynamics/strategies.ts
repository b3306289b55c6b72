import type { Service } from '../state.ts';
import { native } from './native/native.ts';
import { currentRecord } from './rollback.ts';
import { rolling } from './rolling.ts';
import type { Strategy } from './strategy.ts';
import { taskSets } from './task-sets.ts';

/** A new strategy is one file and one line here. */
const strategies: Readonly<Record<string, Strategy>> = {
  ROLLING: rolling,
  BLUE_GREEN: native,
  LINEAR: native,
  CANARY: native,
};

/** A deployment that is under way goes on by the strategy it began with, whatever the service is set to meanwhile. */
export function strategyOf(service: Service): Strategy {
  if (service.controller === 'CODE_DEPLOY') return taskSets;
  const { strategy } = currentRecord(service)?.configuration ?? service.configuration;
  return strategies[strategy ?? 'ROLLING'] ?? rolling;
}
