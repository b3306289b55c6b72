/**
 * The alarm: the decision to stop a deployment. Naming what is wrong is cheap and quick; this must never be wrong, because a healthy
 * deployment that is stopped is a failure of ours. So a class says how it is to be believed (`classes[…].stopping`): at once, after
 * so many tasks, at the deadline. And tasks that run speak for the deployment: while some do, one that was unlucky is no reason.
 */
import { classify } from '../diagnosis/classify.ts';
import { signsOfWhole } from '../diagnosis/deployment-verdict.ts';
import { signsOfTask } from '../diagnosis/picture.ts';
import type { Verdict } from '../diagnosis/sign.ts';
import { stoppingRule } from '../diagnosis/stopping.ts';
import { verdictOf } from '../diagnosis/verdict-of.ts';
import type { DeploymentProgress } from '../live/live.ts';
import { isGivenUp } from './given-up.ts';

export interface Alarm {
  readonly ecsService: string;
  /** Null where nothing was seen but that the time was over. */
  readonly verdict: Verdict | null;
  /** Half a sentence with the class, and without its evidence: `3 of its tasks ended with exit-code`. */
  readonly because: string;
}

/** Whether one deployment is to be stopped now; null while it is not. */
export function alarmOf(progress: DeploymentProgress): Alarm | null {
  if (progress.state !== 'inProgress' || isGivenUp(progress) || progress.desired === 0) return null;
  return alarmOfWhole(progress) ?? alarmOfTasks(progress) ?? alarmOfEvents(progress);
}

/** Alarms and hooks speak for the whole deployment: AWS gives it up for them, or waits for somebody who does. */
function alarmOfWhole(progress: DeploymentProgress): Alarm | null {
  const verdict = signsOfWhole(progress).map(classify).find(isBelievedAtOnce);
  return verdict ? alarm(progress, verdict, verdict.class) : null;
}

/** A task that could not even be launched is only in the events. While any other runs or starts, they wait for the deadline. */
function alarmOfEvents(progress: DeploymentProgress): Alarm | null {
  if (progress.running > 0 || progress.pending > 0) return null;
  const verdict = progress.events
    .map(({ message }) => classify({ text: message, field: 'event' }))
    .find(isBelievedAtOnce);
  return verdict ? alarm(progress, verdict, verdict.class) : null;
}

function isBelievedAtOnce(verdict: Verdict): boolean {
  return !verdict.benign && stoppingRule(verdict) === 'at once';
}

function alarmOfTasks(progress: DeploymentProgress): Alarm | null {
  for (const verdicts of failuresByClass(progress)) {
    const [verdict] = verdicts;
    if (!verdict || verdicts.length < neededOf(verdict, progress)) continue;
    const tasks = verdicts.length === 1 ? 'one of its tasks' : `${verdicts.length} of its tasks`;
    return alarm(progress, verdict, `${tasks} ended with ${verdict.class}`);
  }
  return null;
}

/** One verdict a task, those of the same class together. */
function failuresByClass({ stoppedTasks }: DeploymentProgress): readonly (readonly Verdict[])[] {
  const byClass = new Map<string, Verdict[]>();
  for (const task of stoppedTasks) {
    const verdict = verdictOf(signsOfTask(task));
    if (!verdict || verdict.benign) continue;
    byClass.set(verdict.class, [...(byClass.get(verdict.class) ?? []), verdict]);
  }
  return [...byClass.values()];
}

/** A crash that repeats is believed after three, so that is how often what runs must be spoken against at the least. */
const repeated = 3;

/**
 * How many tasks must have failed alike. While others run, more than the service wants at all: in a crash loop there comes a moment
 * in which none does, and what is waited for until then is a healthy deployment's to lose.
 */
function neededOf(verdict: Verdict, { running, desired }: DeploymentProgress): number {
  const rule = stoppingRule(verdict);
  if (rule === 'never' || rule === 'at the deadline') return Infinity;
  const needed = rule === 'at once' ? 1 : rule;
  return running === 0 ? needed : Math.max(2 * Math.max(needed, repeated), desired + 1);
}

/** What is still under way when the time is over. */
export function alarmAtDeadline(progress: DeploymentProgress, verdict: Verdict | null): Alarm {
  const why = verdict ? `, because of ${verdict.class}` : '';
  return alarm(progress, verdict, `it was not done by the deadline${why}`);
}

function alarm({ ecsService }: DeploymentProgress, verdict: Verdict | null, because: string): Alarm {
  return { ecsService, verdict, because };
}
