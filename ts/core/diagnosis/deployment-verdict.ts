import type { DeploymentProgress } from '../live/live.ts';
import { isGivenUp } from '../watch/given-up.ts';
import { signsOfTask } from './picture.ts';
import type { Sign, Verdict } from './sign.ts';
import { verdictOf } from './verdict-of.ts';

/**
 * Why one deployment is failing, by the first sign of its own tasks, events, alarms and hooks, and by what AWS says when it is given
 * up. Null while nothing has gone wrong, and once it has succeeded: a task that was stopped for a good reason, or that one of the
 * others made good, is no verdict.
 *
 * @param log what one of its containers wrote last, where that was read
 */
export function deploymentVerdict(progress: DeploymentProgress, log: readonly string[] = []): Verdict | null {
  if (progress.state === 'succeeded' || progress.state === 'replaced') return null;
  const ofLog = log.map((text): Sign => ({ text, field: 'log' }));
  const verdict = verdictOf([...signsOfDeployment(progress), ...ofLog]);
  return verdict === undefined || verdict.benign ? null : verdict;
}

/** Events stand first: of what says the same as a task's own reason they say more, for instance the HTTP code. */
export function signsOfDeployment(progress: DeploymentProgress): readonly Sign[] {
  return [
    ...progress.events.map(({ message }): Sign => ({ text: message, field: 'event' })),
    ...progress.stoppedTasks.flatMap(signsOfTask),
    ...progress.unhealthyTasks.map((arn): Sign => ({
      text: `container health checks fail in ${lastSegment(arn)}`,
      field: 'event',
    })),
    ...signsOfWhole(progress),
  ];
}

/** What is seen of the deployment itself and not of one of its tasks. */
export function signsOfWhole(progress: DeploymentProgress): readonly Sign[] {
  const { alarms, failedHooks, reason, status } = progress;
  const texts = [
    ...alarms.map((name) => `CloudWatch alarm in ALARM state: ${name}`),
    ...failedHooks.map((hook) => `lifecycle hook failed: ${hook}`),
    ...(isGivenUp(progress) && reason !== null ? [reason] : []),
    // Somebody wants it stopped, and ECS has not yet given a reason.
    ...(status === 'STOP_REQUESTED' || status === 'ROLLBACK_REQUESTED'
      ? [`StopServiceDeployment: ${status}`]
      : []),
  ];
  return texts.map((text) => ({ text, field: 'statusReason' }));
}

function lastSegment(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
