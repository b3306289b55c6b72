import type { DeploymentProgress } from '../live/live.ts';
import { signsOfTask } from './picture.ts';
import type { Sign, Verdict } from './sign.ts';
import { verdictOf } from './verdict-of.ts';

/**
 * Why one deployment is failing, by its own stopped tasks and, once it has ended, by what ECS says of its end. Null while nothing has
 * gone wrong: a task that was stopped for a good reason is no verdict.
 */
export function deploymentVerdict({ state, reason, stoppedTasks }: DeploymentProgress): Verdict | null {
  const ended = state === 'failed' || state === 'rolledBack';
  const ofEnd: readonly Sign[] = ended && reason !== null ? [{ text: reason, field: 'statusReason' }] : [];
  const verdict = verdictOf([...stoppedTasks.flatMap(signsOfTask), ...ofEnd]);
  return verdict === undefined || verdict.benign ? null : verdict;
}
