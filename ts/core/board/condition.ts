import type { BoardEnvironment } from './environment.ts';

/** How an environment is, in a word: the worst of what can be said of it. */
export type Condition =
  | 'drift'
  | 'failed'
  | 'takenBack'
  | 'notVerified'
  | 'stopped'
  | 'frozen'
  | 'underWay'
  | 'verified'
  | 'down'
  | 'nothing';

/** @returns the one that a person should know first */
export function conditionOf({
  running,
  underWay,
  stop,
  frozen,
  drift,
  existence,
  history: [last],
}: BoardEnvironment): Condition {
  if (existence === 'down') return 'down';
  if (drift.size > 0) return 'drift';
  if (underWay) return 'underWay';
  // Nothing that was recorded runs, and that is no empty environment: what failed left it so.
  if (running === null && (last?.result === 'failed' || last?.result === 'rolledBack')) return 'failed';
  if (running?.standing === 'takenBack') return 'takenBack';
  if (running?.standing === 'notVerified') return 'notVerified';
  if (stop) return 'stopped';
  if (frozen.length > 0) return 'frozen';
  return running ? 'verified' : 'nothing';
}
