import { ProblemError } from '../core/errors/problem.ts';
import type { DeploymentProgress } from '../core/live/live.ts';
import type { Alarm } from '../core/watch/alarm.ts';
import type { StartedDeployment } from '../ports/services.ts';
import { keepEvidence } from './evidence.ts';
import type { Logs } from './read-logs.ts';
import { tell, type Told } from './tell.ts';
import type { EnvironmentTools } from './tools.ts';

type Tools = Pick<EnvironmentTools, 'services' | 'witness' | 'clock' | 'report' | 'interrupted'>;

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
  logs: Pick<Logs, 'of'>,
  tools: Tools,
): Promise<{
  readonly progress: readonly DeploymentProgress[];
  readonly givenUp: ReadonlyMap<string, GivenUp>;
}> {
  const { services, clock, interrupted } = tools;
  const givenUp = new Map<string, GivenUp>();
  const failing = alarms.flatMap((alarm) => {
    const deployment = started.find(({ ecsService }) => ecsService === alarm.ecsService);
    return deployment ? [{ alarm, deployment }] : [];
  });
  // Once it goes back, its tasks and targets go, and its place in the service is another's.
  await keepEvidence(
    tools.witness,
    failing.map(({ deployment }) => deployment),
    'all',
  );
  for (const { alarm, deployment } of failing)
    givenUp.set(alarm.ecsService, { alarm, notStopped: await stop(deployment, alarm, how, tools) });
  const patience = clock.now() + patienceMilliseconds;
  for (;;) {
    const progress = await services.progress(started);
    for (const each of progress) {
      // That it is being stopped, and why, is no news to whoever stops it.
      const ours = givenUp.has(each.ecsService);
      if (ours && each.state === 'inProgress') continue;
      tell(ours ? { ...each, reason: null } : each, told, tools.report, logs.of(each.ecsService));
    }
    const open = progress.some(
      ({ ecsService, state }) => state === 'inProgress' && givenUp.get(ecsService)?.notStopped === null,
    );
    if (!open || clock.now() >= patience) return { progress, givenUp };
    await clock.sleep(pauseMilliseconds, interrupted);
  }
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
