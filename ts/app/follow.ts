import { renderVerdict } from '../core/diagnosis/render.ts';
import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import type { DeploymentProgress, StoppedTask } from '../core/live/live.ts';
import type { StartedDeployment } from '../ports/services.ts';
import type { EnvironmentTools } from './tools.ts';

type Tools = Pick<EnvironmentTools, 'services' | 'clock' | 'report' | 'interrupted'>;

/**
 * Follows deployments until every one succeeded, one did not, or `deadline` (milliseconds since the epoch) has passed. The deployment
 * itself is followed, never "the service is stable": a rollback that went well is a failure. Prints only what changed.
 *
 * Answers the last word on each deployment; one that is still `inProgress` met the deadline or another's failure.
 */
export async function follow(
  started: readonly StartedDeployment[],
  deadline: number,
  { services, clock, report, interrupted }: Tools,
): Promise<readonly DeploymentProgress[]> {
  const told = new Map<string, string>();
  let pause = shortestPause;
  for (;;) {
    interrupted.throwIfAborted();
    const all = await services.progress(started);
    const news = all.filter((progress) => tell(progress, told, report)).length > 0;
    const open = all.filter(({ state }) => state === 'inProgress');
    const failed = all.some(({ state }) => state !== 'inProgress' && state !== 'succeeded');
    const now = clock.now();
    if (open.length === 0 || failed || now >= deadline) return all;
    pause = news ? shortestPause : Math.min(pause * 1.5, longestPause);
    await clock.sleep(Math.min(pause, deadline - now), interrupted);
  }
}

/** Milliseconds. While things happen seconds matter: a wrong image or a crash shows then. What is quiet is asked less and less. */
const shortestPause = 2_000;
const longestPause = 10_000;

/** Counts and stop reasons change at their own pace; each is told when it is news. Answers whether anything was. */
function tell(progress: DeploymentProgress, told: Map<string, string>, report: Tools['report']): boolean {
  const { ecsService, stoppedTasks } = progress;
  const news = {
    [`${ecsService} counts`]: countsOf(progress),
    [`${ecsService} stopped`]: stopReasons(stoppedTasks)
      .map((reason) => `stopped: ${reason}`)
      .join('\n'),
    [`${ecsService} verdict`]: verdictText(progress),
  };
  const changed = Object.entries(news).filter(([what, text]) => text !== '' && told.get(what) !== text);
  for (const [what, text] of changed) {
    told.set(what, text);
    for (const line of text.split('\n')) report.line(`  ${ecsService}  ${line}`);
  }
  return changed.length > 0;
}

/** The likeliest cause in one line, as soon as there is a sign of one. It names; it does not decide to stop. */
function verdictText(progress: DeploymentProgress): string {
  const verdict = deploymentVerdict(progress);
  return verdict === null ? '' : `verdict: ${renderVerdict(verdict)}`;
}

function countsOf({ state, running, pending, desired, reason }: DeploymentProgress): string {
  const because = reason === null || state === 'succeeded' ? '' : ` (${withoutPeriod(reason)})`;
  const counts = `${running} of ${desired} running${pending > 0 ? `, ${pending} starting` : ''}`;
  switch (state) {
    case 'inProgress':
      return reason === null ? `moving: ${counts}` : `ECS gives up${because}`;
    case 'succeeded':
      return `done: ${counts}`;
    case 'failed':
      return `failed${because}`;
    case 'rolledBack':
      return `rolled back by ECS${because}`;
    case 'replaced':
      return `replaced by another deployment${because}`;
  }
}

/** ECS's reasons are sentences; here they stand within one. */
export function withoutPeriod(reason: string): string {
  return reason.replace(/\.\s*$/, '');
}

/** Alike reasons counted, the most frequent first: `3 × Essential container in task exited (web: exit code 1)`. */
export function stopReasons(tasks: readonly StoppedTask[]): readonly string[] {
  const counted = new Map<string, number>();
  for (const task of tasks) {
    const text = stopReason(task);
    counted.set(text, (counted.get(text) ?? 0) + 1);
  }
  return [...counted].sort(([, a], [, b]) => b - a).map(([text, count]) => `${count} × ${text}`);
}

function stopReason({ stoppedReason, stopCode, containers }: StoppedTask): string {
  const details = containers.flatMap(({ name, exitCode, reason }) => {
    const parts = [
      ...(exitCode === null ? [] : [`exit code ${exitCode}`]),
      ...(reason === null ? [] : [reason]),
    ];
    return parts.length === 0 ? [] : [`${name}: ${parts.join(', ')}`];
  });
  const head = withoutPeriod(stoppedReason ?? stopCode ?? 'no reason given');
  return details.length === 0 ? head : `${head} (${details.join('; ')})`;
}
