import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import { renderVerdict } from '../core/diagnosis/render.ts';
import type { DeploymentProgress, StoppedTask } from '../core/live/live.ts';
import { isGivenUp } from '../core/watch/given-up.ts';
import type { Report } from '../ports/report.ts';

/** What was told last of each deployment, by what it is about. */
export type Told = Map<string, string>;

/**
 * Prints what changed, and only that: counts, stop reasons, log and verdict change at their own pace. Answers whether anything did.
 *
 * @param log what a container of it wrote last, where that explains anything
 */
export function tell(
  progress: DeploymentProgress,
  told: Told,
  report: Report,
  log: readonly string[] = [],
): boolean {
  const { ecsService, stoppedTasks } = progress;
  const news = {
    [`${ecsService} counts`]: countsOf(progress),
    [`${ecsService} stopped`]: stopReasons(stoppedTasks)
      .map((reason) => `stopped: ${reason}`)
      .join('\n'),
    [`${ecsService} log`]: log.map((line) => `log: ${line}`).join('\n'),
    [`${ecsService} verdict`]: verdictText(progress, log),
  };
  const changed = Object.entries(news).filter(([what, text]) => text !== '' && told.get(what) !== text);
  for (const [what, text] of changed) {
    told.set(what, text);
    for (const line of text.split('\n')) report.line(`  ${ecsService}  ${line}`);
  }
  return changed.length > 0;
}

/** The likeliest cause in one line, as soon as there is a sign of one. It names; it does not decide to stop. */
function verdictText(progress: DeploymentProgress, log: readonly string[]): string {
  const verdict = deploymentVerdict(progress, log);
  return verdict === null ? '' : `verdict: ${renderVerdict(verdict)}`;
}

function countsOf(progress: DeploymentProgress): string {
  const { state, running, pending, desired, reason } = progress;
  const because = reason === null || state === 'succeeded' ? '' : ` (${withoutPeriod(reason)})`;
  const counts = `${running} of ${desired} running${pending > 0 ? `, ${pending} starting` : ''}`;
  switch (state) {
    case 'inProgress':
      return isGivenUp(progress) ? `is given up${because}` : `${whereItIs(progress)}: ${counts}`;
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

/** `BAKE_TIME, 10 % of traffic`, in the word of AWS; a rolling deployment is merely moving. */
function whereItIs({ stage, productionPercent, pause }: DeploymentProgress): string {
  const traffic = productionPercent === null ? '' : `, ${productionPercent} % of traffic`;
  if (pause) return `waits for a decision at ${pause.stage}${traffic}`;
  return stage === null ? 'moving' : `${stage}${traffic}`;
}

/** ECS's reasons are sentences; here they stand within one. */
export function withoutPeriod(reason: string): string {
  return reason.replace(/\.\s*$/, '');
}

/**
 * Alike reasons counted, the most frequent first: `3 × Essential container in task exited (web: exit code 1)`. A refused role's session
 * is named after its task, and is alike all the same.
 */
export function stopReasons(tasks: readonly StoppedTask[]): readonly string[] {
  const counted = new Map<string, number>();
  for (const task of tasks) {
    const id = task.taskArn.slice(task.taskArn.lastIndexOf('/') + 1);
    const text = stopReason(task).replaceAll(`/${id}`, '/(task)');
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
