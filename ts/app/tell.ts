import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
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
  const news = [
    piece('counts', [countsOf(progress)]),
    piece('stopped', [], String(stoppedTasks.length)),
    ...counted(stoppedTasks).map(([reason, count]) =>
      // The first of a kind, and then when there are twice as many: the tenth like it is no news.
      piece(`stopped ${reason}`, [`stopped: ${count} × ${reason}`], String(Math.floor(Math.log2(count)))),
    ),
    piece(
      'log',
      log.map((line) => `log: ${line}`),
    ),
    verdictPiece(progress, log),
  ];
  const changed = news.filter(({ what, now }) => now !== (told.get(`${ecsService} ${what}`) ?? ''));
  for (const { what, now, lines } of changed) {
    told.set(`${ecsService} ${what}`, now);
    for (const line of lines) report.line(`  ${ecsService}  ${withShortDigests(line)}`);
  }
  return changed.length > 0;
}

interface Piece {
  readonly what: string;
  readonly lines: readonly string[];
  /** What has to change for the lines to be news. */
  readonly now: string;
}

function piece(what: string, lines: readonly string[], now = lines.join('\n')): Piece {
  return { what, lines, now };
}

/**
 * The likeliest cause, as soon as there is a sign of one, and what to do. It names; it does not decide to stop. The same cause in other
 * words is no news.
 */
function verdictPiece(progress: DeploymentProgress, log: readonly string[]): Piece {
  const verdict = deploymentVerdict(progress, log);
  if (verdict === null) return piece('verdict', []);
  const { class: name, confidence, evidence, advice } = verdict;
  return piece('verdict', [`verdict: ${name} (${confidence}): ${evidence}`, `next: ${advice}`], name);
}

/** As far as people compare them, and as the proof shows them. */
export function withShortDigests(line: string): string {
  return line.replaceAll(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1…');
}

/** Where a deployment is, in a few words. */
export function countsOf(progress: DeploymentProgress): string {
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
  return counted(tasks).map(([reason, count]) => `${count} × ${reason}`);
}

function counted(tasks: readonly StoppedTask[]): readonly (readonly [reason: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    const id = task.taskArn.slice(task.taskArn.lastIndexOf('/') + 1);
    const reason = stopReason(task).replaceAll(`/${id}`, '/(task)');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

function stopReason(task: StoppedTask): string {
  const { stoppedReason, stopCode, containers } = task;
  const details = containers.flatMap(({ name, exitCode, reason }) => {
    const parts = [
      ...(exitCode === null || isOfTheStop(exitCode, task) ? [] : [`exit code ${exitCode}`]),
      ...(reason === null ? [] : [reason]),
    ];
    return parts.length === 0 ? [] : [`${name}: ${parts.join(', ')}`];
  });
  const head = withoutPeriod(stoppedReason ?? stopCode ?? 'no reason given');
  return details.length === 0 ? head : `${head} (${details.join('; ')})`;
}

/** A task that ECS stops ends a little later, by its own good will or by a signal: that is no second reason. */
function isOfTheStop(exitCode: number, { stopCode }: StoppedTask): boolean {
  return stopCode !== null && stopCode !== 'EssentialContainerExited' && [0, 137, 143].includes(exitCode);
}
