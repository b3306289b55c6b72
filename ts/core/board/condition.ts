import type { BoardEnvironment } from './environment.ts';

/** How an environment is, in a word: the worst of what can be said of it. */
export type Condition =
  'drift' | 'takenBack' | 'notVerified' | 'stopped' | 'underWay' | 'verified' | 'down' | 'nothing';

/** @returns the one that a person should know first */
export function conditionOf({ running, underWay, stop, drift, existence }: BoardEnvironment): Condition {
  if (existence === 'down') return 'down';
  if (drift.size > 0) return 'drift';
  if (underWay) return 'underWay';
  if (running?.standing === 'takenBack') return 'takenBack';
  if (running?.standing === 'notVerified') return 'notVerified';
  if (stop) return 'stopped';
  return running ? 'verified' : 'nothing';
}
