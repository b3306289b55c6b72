import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import type { DeploymentProgress } from '../core/live/live.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import type { StartedDeployment } from '../ports/services.ts';
import type { Followed } from './follow.ts';
import type { GivenUp } from './give-up.ts';
import type { Verdict } from '../core/diagnosis/sign.ts';
import { stopReasons, withoutPeriod, withShortDigests } from './tell.ts';

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
  // Nothing but the deadline: then that it was stopped is all there is to be seen, and it was us.
  const cause = alarm.verdict && (verdict ?? alarm.verdict);
  const because = cause === null ? alarm.because : withCause(alarm, cause);
  return {
    state: notStopped === null ? 'stopped' : 'failed',
    reason: notStopped === null ? because : `${because}; it could not be stopped: ${notStopped}`,
    verdict: cause,
  };
}

/** A log that was read later may have another name for it. */
function withCause({ because, verdict }: GivenUp['alarm'], cause: Verdict): string {
  return cause.class === verdict?.class ? `${because} (${cause.evidence})` : `${because}; ${causeOf(cause)}`;
}

function causeOf({ class: name, evidence }: Verdict): string {
  return `${name} (${evidence})`;
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
function failureOf(end: DeploymentEnd, _: number, ends: readonly DeploymentEnd[]): string[] {
  const { service, state } = end;
  const onlyUnfinished = ends.every((each) => each.state === 'unfinished');
  if (state === 'unfinished' && !onlyUnfinished) return [];
  const details = detailsOf(end);
  return [
    withShortDigests(`${service} ${words[state]}${details.length === 0 ? '' : `: ${details.join('; ')}`}`),
  ];
}

/** The cause by its name, then what AWS says of it; where it has none, what the tasks were stopped for. */
function detailsOf({ reason, stopped, verdict }: DeploymentEnd): readonly string[] {
  const said = reason === null ? [] : [withoutPeriod(reason)];
  if (verdict === null) return [...said, ...stopped];
  const isNamed = said.some((text) => text.includes(verdict.class) || text.includes(verdict.evidence));
  return isNamed ? said : [causeOf(verdict), ...said];
}

/** What to do about the causes that were recognised, each once. */
export function adviceOf(ends: readonly DeploymentEnd[]): readonly string[] {
  return [...new Set(ends.flatMap(({ verdict }) => verdict?.advice ?? []))];
}
