import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import type { DeploymentProgress } from '../core/live/live.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import type { StartedDeployment } from '../ports/services.ts';
import type { Followed } from './follow.ts';
import type { GivenUp } from './give-up.ts';
import { stopReasons, withoutPeriod } from './tell.ts';

/** How each deployment ended, for the record. */
export function deploymentEnds(
  { started, progress, waits, givenUp, logs }: Followed,
  serviceOf: (ecsService: string) => string,
): readonly DeploymentEnd[] {
  return started.map((deployment) => {
    const last = progress.find(({ ecsService }) => ecsService === deployment.ecsService);
    const up = givenUp.get(deployment.ecsService);
    const verdict = last ? deploymentVerdict(last, logs.of(deployment.ecsService)) : null;
    return {
      ...endOf(deployment, last, waits),
      verdict,
      ...(up && endOfGivenUp(up, verdict)),
      service: serviceOf(deployment.ecsService),
    };
  });
}

function endOf(
  { ecsService, deploymentId, taskDefinition }: StartedDeployment,
  last: DeploymentProgress | undefined,
  waits: boolean,
): Omit<DeploymentEnd, 'service' | 'verdict'> {
  const unended = waits && last?.pause ? 'waiting' : 'unfinished';
  return {
    ecsService,
    deploymentId,
    taskDefinition,
    state: last === undefined || last.state === 'inProgress' ? unended : last.state,
    reason: last?.reason ?? null,
    stopped: stopReasons(last?.stoppedTasks ?? []),
  };
}

/** What it was given up for counts, however AWS words the end that it was then brought to. */
function endOfGivenUp(
  { alarm, notStopped }: GivenUp,
  verdict: DeploymentEnd['verdict'],
): Pick<DeploymentEnd, 'state' | 'reason' | 'verdict'> {
  return {
    state: notStopped === null ? 'stopped' : 'failed',
    reason: notStopped === null ? alarm.because : `${alarm.because}; it could not be stopped: ${notStopped}`,
    // Nothing but the deadline: then that it was stopped is all there is to be seen, and it was us.
    verdict: alarm.verdict && (verdict ?? alarm.verdict),
  };
}

/** One sentence for each deployment that did not succeed. */
export function failuresOf(ends: readonly DeploymentEnd[]): readonly string[] {
  return ends.filter(({ state }) => state !== 'succeeded').flatMap(failureOf);
}

const words = {
  waiting: 'waits for a decision',
  unfinished: 'was not done by the deadline',
  failed: 'failed',
  stopped: 'was stopped',
  rolledBack: 'was rolled back by ECS',
  replaced: 'was replaced by another deployment',
  succeeded: 'succeeded',
} as const satisfies Readonly<Record<DeploymentEnd['state'], string>>;

/** A deployment that merely had not ended when another failed says nothing; one that met the deadline does. */
function failureOf(
  { service, state, reason, stopped }: DeploymentEnd,
  _: number,
  ends: readonly DeploymentEnd[],
): string[] {
  const onlyUnfinished = ends.every((end) => end.state === 'unfinished');
  if (state === 'unfinished' && !onlyUnfinished) return [];
  const details = [...(reason === null ? [] : [withoutPeriod(reason)]), ...stopped];
  return [`${service} ${words[state]}${details.length === 0 ? '' : `: ${details.join('; ')}`}`];
}

/** What to do about the causes that were recognised, each once. */
export function adviceOf(ends: readonly DeploymentEnd[]): readonly string[] {
  return [...new Set(ends.flatMap(({ verdict }) => verdict?.advice ?? []))];
}
