import { renderVerdict } from '../core/diagnosis/render.ts';
import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import type { DeploymentProgress, Pause, StoppedTask } from '../core/live/live.ts';
import type { StartedDeployment } from '../ports/services.ts';
import type { EnvironmentTools } from './tools.ts';

type Tools = Pick<EnvironmentTools, 'services' | 'clock' | 'report' | 'interrupted'>;

/** What is followed, and what is decided on the way by whoever follows it. */
export interface Course {
  /** Asked before every look: what to begin now, as things stand. When all has ended and nothing begins, the course is over. */
  readonly begin: (progress: readonly DeploymentProgress[]) => Promise<readonly StartedDeployment[]>;
  /** What to tell a deployment that waits for a person; null where nobody has answered yet. */
  readonly answer: (deployment: StartedDeployment, pause: Pause) => 'continue' | 'rollback' | null;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

export interface Followed {
  readonly started: readonly StartedDeployment[];
  /** The last word on each; one that is still `inProgress` met the deadline, another's failure, or waits for a person. */
  readonly progress: readonly DeploymentProgress[];
  /** Whether it ended because nothing goes on before a person has answered. */
  readonly waits: boolean;
}

/**
 * Follows deployments until every one succeeded, one did not, nothing moves without a person, or the deadline has passed. The
 * deployment itself is followed, never "the service is stable": a rollback that went well is a failure. All share one look, and only
 * what changed is printed.
 */
export async function follow(course: Course, tools: Tools): Promise<Followed> {
  const { services, clock, report, interrupted } = tools;
  const told = new Map<string, string>();
  const started: StartedDeployment[] = [];
  let progress: readonly DeploymentProgress[] = [];
  let pause = shortestPause;
  for (;;) {
    interrupted.throwIfAborted();
    const failed = progress.some(({ state }) => state !== 'inProgress' && state !== 'succeeded');
    const begun = failed ? [] : await course.begin(progress);
    started.push(...begun);
    const open = progress.filter(({ state }) => state === 'inProgress');
    const waits = open.length > 0 && open.every((each) => waitsForAnswer(each, started, course));
    const now = clock.now();
    const over = begun.length === 0 && (open.length === 0 || waits);
    if (failed || over || now >= course.deadline) return { started, progress, waits: waits && !failed };
    if (begun.length === 0) await clock.sleep(Math.min(pause, course.deadline - now), interrupted);
    progress = await services.progress(started);
    await giveAnswers(started, progress, course, services);
    const news = progress.filter((each) => tell(each, told, report)).length > 0;
    pause = news ? shortestPause : Math.min(pause * 1.5, longestPause);
  }
}

function waitsForAnswer(
  { ecsService, pause }: DeploymentProgress,
  started: readonly StartedDeployment[],
  { answer }: Course,
): boolean {
  const deployment = started.find((each) => each.ecsService === ecsService);
  return pause !== null && deployment !== undefined && answer(deployment, pause) === null;
}

async function giveAnswers(
  started: readonly StartedDeployment[],
  progress: readonly DeploymentProgress[],
  { answer }: Course,
  services: Tools['services'],
): Promise<void> {
  for (const { ecsService, pause, state } of progress) {
    const deployment = started.find((each) => each.ecsService === ecsService);
    const answered = pause && deployment && state === 'inProgress' ? answer(deployment, pause) : null;
    if (pause && deployment && answered) await services.answer(deployment, pause, answered);
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

function countsOf(progress: DeploymentProgress): string {
  const { state, running, pending, desired, reason } = progress;
  const because = reason === null || state === 'succeeded' ? '' : ` (${withoutPeriod(reason)})`;
  const counts = `${running} of ${desired} running${pending > 0 ? `, ${pending} starting` : ''}`;
  switch (state) {
    case 'inProgress':
      return reason === null ? `${whereItIs(progress)}: ${counts}` : `ECS gives up${because}`;
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
