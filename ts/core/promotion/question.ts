import { utcText } from '../utc-text.ts';
import type { AskedPause, PromotionDecision, Question } from '../ledger/fact.ts';
import type { Pause } from '../live/live.ts';
import { canonicalHash } from '../release/canonical.ts';

/** One deployment that waits for a person. */
export interface Waiting extends Omit<AskedPause, 'stage' | 'hookId' | 'deadline'> {
  readonly pause: Pause;
}

/** What is asked about everything that waits. The same pauses are the same question, whoever asks it and however often. */
export function questionOf(waiting: readonly Waiting[], checked: readonly string[]): Question {
  const pauses = waiting.map(asked);
  const [deadline = null] = pauses.flatMap((pause) => pause.deadline ?? []).sort();
  return { id: canonicalHash(pauses).slice(0, 12), pauses, deadline, checked };
}

/** What was answered for this very pause; undefined where nobody did. A stage may pause more than once, each time anew. */
export function answerTo(
  waiting: Waiting,
  decisions: readonly PromotionDecision[],
): PromotionDecision | undefined {
  const wanted = canonicalHash(asked(waiting));
  return decisions.findLast(({ pauses }) => pauses.some((pause) => canonicalHash(pause) === wanted));
}

/** A PAUSE hook waits two weeks at most (developer guide of ECS); for what AWS gives no deadline, nobody is asked longer than that. */
const longestSeconds = 20_160 * 60;

/**
 * How long a person may be asked, in whole seconds: whoever waits that long finds the deadline passed. Never less than one, because
 * Jenkins would not ask at all.
 */
export function secondsLeft({ deadline }: Pick<Question, 'deadline'>, now: number): number {
  if (deadline === null) return longestSeconds;
  return Math.max(1, Math.ceil((Date.parse(deadline) - now) / 1000));
}

function asked({ pause, service, ecsService, deploymentId }: Waiting): AskedPause {
  const { stage, hookId, deadline } = pause;
  const at = deadline === null ? null : new Date(deadline).toISOString();
  return { service, ecsService, deploymentId, stage, hookId, deadline: at };
}

/** The question as a person reads it, in a console or in Jenkins' `input`. */
export function renderQuestion(environment: string, { pauses, deadline, checked, id }: Question): string {
  return [
    `${environment} waits for a decision: go on, or go back?`,
    ...pauses.map(({ service, stage }) => `  ${service} waits at ${stage}`),
    ...checked.map((line) => `  ${line}`),
    ...(deadline === null ? [] : [`Without an answer by ${utcText(deadline)} AWS goes back by itself.`]),
    `Question ${id}`,
  ].join('\n');
}
