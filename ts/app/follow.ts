import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import type { DeploymentProgress, Pause } from '../core/live/live.ts';
import { alarmAtDeadline, alarmOf, type Alarm } from '../core/watch/alarm.ts';
import { beginRhythm, nextRhythm, type Rhythm } from '../core/watch/rhythm.ts';
import type { StartedDeployment } from '../ports/services.ts';
import { giveUp, type GivenUp } from './give-up.ts';
import { Logs } from './read-logs.ts';
import { Silence } from './silence.ts';
import { tell, type Told } from './tell.ts';
import type { EnvironmentTools } from './tools.ts';

type Tools = Pick<EnvironmentTools, 'services' | 'witness' | 'clock' | 'report' | 'interrupted'>;

/** What is followed, and what is decided on the way by whoever follows it. */
export interface Course {
  /** Asked before every look: what to begin now, as things stand. When all has ended and nothing begins, the course is over. */
  readonly begin: (progress: readonly DeploymentProgress[]) => Promise<readonly StartedDeployment[]>;
  /** What to tell a deployment that waits for a person; null where nobody has answered yet. */
  readonly answer: (deployment: StartedDeployment, pause: Pause) => Promise<'continue' | 'rollback' | null>;
  /** How a deployment is stopped that cannot come to a good end; `never` where going on is the best there is. */
  readonly giveUp: 'rollback' | 'abort' | 'never';
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

export interface Followed {
  readonly started: readonly StartedDeployment[];
  /** The last word on each; one that is still `inProgress` met the deadline, another's failure, or waits for a person. */
  readonly progress: readonly DeploymentProgress[];
  /** Whether it ended because nothing goes on before a person has answered. */
  readonly waits: boolean;
  /** The deployments that were stopped here, by ECS service name. */
  readonly givenUp: ReadonlyMap<string, GivenUp>;
  /** What a container of it wrote last, where that explains anything, by ECS service name. */
  readonly logs: Pick<Logs, 'of'>;
}

/**
 * Follows deployments until every one succeeded, one did not, one is given up, nothing moves without a person, or the deadline has
 * passed. The deployment itself is followed, never "the service is stable": a rollback that went well is a failure. All share one
 * look, and only what changed is printed.
 */
export async function follow(course: Course, tools: Tools): Promise<Followed> {
  const { services, clock, report, interrupted } = tools;
  const told: Told = new Map();
  const logs = new Logs(tools.witness);
  const silence = new Silence(tools, course.deadline);
  const started: StartedDeployment[] = [];
  let progress: readonly DeploymentProgress[] = [];
  let unanswered: ReadonlySet<string> = new Set();
  let rhythm = beginRhythm(clock.now());
  for (;;) {
    interrupted.throwIfAborted();
    const failed = progress.some(({ state }) => state !== 'inProgress' && state !== 'succeeded');
    const begun = failed ? [] : await course.begin(progress);
    started.push(...begun);
    const now = clock.now();
    const open = progress.filter(({ state }) => state === 'inProgress');
    const waits =
      open.length > 0 && open.every((each) => unanswered.has(each.ecsService) && isAsking(each, now));
    const over = failed || (begun.length === 0 && (open.length === 0 || waits));
    if (over) return { started, progress, waits: waits && !failed, givenUp: new Map(), logs };
    const alarms = alarmsOf(progress, now, course);
    if (alarms.length > 0 && course.giveUp !== 'never')
      return {
        started,
        waits: false,
        logs,
        ...(await giveUp(alarms, course.giveUp, started, told, logs, tools)),
      };
    if (now >= course.deadline) return { started, progress, waits: false, givenUp: new Map(), logs };
    if (begun.length === 0) await clock.sleep(Math.min(rhythm.pause, course.deadline - now), interrupted);
    const sentBefore = services.requestsSent;
    progress = await services.progress(started);
    unanswered = await giveAnswers(started, progress, course, services);
    await logs.read(progress, started);
    const news = progress.filter((each) => tell(each, told, report, logs.of(each.ecsService))).length > 0;
    const requests = services.requestsSent - sentBefore;
    rhythm = nextRhythm(rhythm, { news, requests, now: clock.now() });
    tellIfScarce(rhythm, requests, told, report);
    silence.after(news, progress, logs);
  }
}

/** Whoever waits for a person is not late: the pause has a deadline of its own. */
function alarmsOf(
  progress: readonly DeploymentProgress[],
  now: number,
  { deadline }: Course,
): readonly Alarm[] {
  const alarms = progress.flatMap((each) => alarmOf(each) ?? []);
  if (alarms.length > 0 || now < deadline) return alarms;
  return progress
    .filter(({ state, pause }) => state === 'inProgress' && pause === null)
    .map((each) => alarmAtDeadline(each, deploymentVerdict(each)));
}

/** Once: that it looks less often than it would like to, and why. */
function tellIfScarce(
  { isScarce, pause }: Rhythm,
  requests: number,
  told: Told,
  report: Tools['report'],
): void {
  if (!isScarce || told.has('scarce')) return;
  told.set('scarce', 'told');
  report.line(
    `  One look takes ${requests} requests; to stay within the watcher's share of them, deployments are looked at every ${Math.round(pause / 1000)} s.`,
  );
}

/** Past its deadline nobody is asked any more: AWS is about to go back by itself, and that is followed. */
function isAsking({ pause }: DeploymentProgress, now: number): boolean {
  return pause !== null && (pause.deadline === null || now < pause.deadline);
}

/** Tells every deployment that waits what was decided; answers those that nobody has decided about, by ECS service name. */
async function giveAnswers(
  started: readonly StartedDeployment[],
  progress: readonly DeploymentProgress[],
  { answer }: Course,
  services: Tools['services'],
): Promise<ReadonlySet<string>> {
  const unanswered = new Set<string>();
  for (const { ecsService, pause, state } of progress) {
    const deployment = started.find((each) => each.ecsService === ecsService);
    if (!pause || !deployment || state !== 'inProgress') continue;
    const decided = await answer(deployment, pause);
    if (decided) await services.answer(deployment, pause, decided);
    else unanswered.add(ecsService);
  }
  return unanswered;
}
