import { ProblemError } from '../core/errors/problem.ts';
import type { DeploymentProgress } from '../core/live/live.ts';
import type { Alarm } from '../core/watch/alarm.ts';
import type { StartedDeployment } from '../ports/services.ts';
import { tell, type Told } from './tell.ts';
import type { EnvironmentTools } from './tools.ts';

type Tools = Pick<EnvironmentTools, 'services' | 'clock' | 'report' | 'interrupted'>;

export interface GivenUp {
  readonly alarm: Alarm;
  /** Why it could not be stopped; null where it was. */
  readonly notStopped: string | null;
}

/** How long the end of what was stopped is waited for: going back is seconds to a few minutes, and what comes after it recognises it. */
const patienceMilliseconds = 300_000;
const pauseMilliseconds = 5_000;

/**
 * Stops the deployments that there is an alarm for, and waits until they have ended. A run that is killed in between leaves a deployment
 * that goes back or has gone back: the next run finds it so, and takes that for the failure it is.
 */
export async function giveUp(
  alarms: readonly Alarm[],
  how: 'rollback' | 'abort',
  started: readonly StartedDeployment[],
  told: Told,
  tools: Tools,
): Promise<{
  readonly progress: readonly DeploymentProgress[];
  readonly givenUp: ReadonlyMap<string, GivenUp>;
}> {
  const { services, clock, interrupted } = tools;
  const givenUp = new Map<string, GivenUp>();
  for (const alarm of alarms) {
    const deployment = started.find(({ ecsService }) => ecsService === alarm.ecsService);
    if (!deployment) continue;
    givenUp.set(alarm.ecsService, { alarm, notStopped: await stop(deployment, alarm, how, tools) });
  }
  const patience = clock.now() + patienceMilliseconds;
  for (;;) {
    const progress = await services.progress(started);
    // That it was stopped by somebody is no news to whoever stopped it.
    for (const each of progress)
      tell(givenUp.has(each.ecsService) ? withoutStop(each) : each, told, tools.report);
    const open = progress.some(
      ({ ecsService, state }) => state === 'inProgress' && givenUp.get(ecsService)?.notStopped === null,
    );
    if (!open || clock.now() >= patience) return { progress, givenUp };
    await clock.sleep(pauseMilliseconds, interrupted);
  }
}

function withoutStop(progress: DeploymentProgress): DeploymentProgress {
  const asked = progress.status === 'ROLLBACK_REQUESTED' || progress.status === 'STOP_REQUESTED';
  return { ...progress, reason: null, ...(asked && { status: 'ROLLBACK_IN_PROGRESS' }) };
}

/** One that AWS does not let be stopped has failed all the same. */
async function stop(
  deployment: StartedDeployment,
  { ecsService, because }: Alarm,
  how: 'rollback' | 'abort',
  { services, report, interrupted }: Tools,
): Promise<string | null> {
  report.line(`  ${ecsService}  stopping the deployment: ${because}`);
  try {
    await services.stop(deployment, how);
    return null;
  } catch (error) {
    interrupted.throwIfAborted();
    if (!(error instanceof ProblemError)) throw error;
    const notStopped = error.problems.map(({ what }) => what).join(' ');
    report.line(`  ${ecsService}  could not be stopped: ${notStopped}`);
    return notStopped;
  }
}
