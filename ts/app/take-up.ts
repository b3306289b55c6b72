import { utcText } from '../core/utc-text.ts';
import { planErrors } from '../core/errors/catalogue/plan.ts';
import type { Problem } from '../core/errors/problem.ts';
import type { Situation } from '../core/gates/situation.ts';
import type { UnfinishedPromotion } from '../core/ledger/environment-state.ts';
import { renderPlan } from '../core/plan/render.ts';
import type { PromotionRecord } from '../core/promotion/record.ts';
import { carryOut } from './carry-out.ts';
import type { Answer, PromoteInput } from './promote-input.ts';
import type { EnvironmentTools } from './tools.ts';
import { refused } from './unbegun.ts';

/** The same release, begun and not ended. A restart that was interrupted is one, too: its plan says so. */
export function toBeTakenUp({ state, releaseId, environment }: Situation): UnfinishedPromotion | null {
  const { unfinished } = state;
  const same =
    unfinished?.intent.releaseId === releaseId && unfinished.intent.plan.cluster === environment.cluster;
  return same ? unfinished : null;
}

/** What was approved when it began is approved still; another plan's approval does not fit it. */
export async function takeUp(
  unfinished: UnfinishedPromotion,
  input: PromoteInput,
  situation: Situation,
  tools: EnvironmentTools,
): Promise<PromotionRecord> {
  const { intent } = unfinished;
  tools.report.line(renderPlan(intent.plan, intent.planHash, intent.release));
  if (input.approvedPlan !== null && input.approvedPlan !== intent.planHash) {
    const values = {
      environment: intent.environment,
      approved: input.approvedPlan,
      planHash: intent.planHash,
    };
    return refused([planErrors.notTheApprovedPlan.problem(values)], intent, input, situation, tools);
  }
  const answer = answerProblem(unfinished, input, situation);
  if (answer) return refused([answer], intent, input, situation, tools);
  tools.report.line(
    `Taking up promotion ${intent.id}, which ${intent.by.name} began at ${utcText(intent.at)}.`,
  );
  return carryOut(await withAnswer(unfinished, input, tools), { resumed: true }, input, tools);
}

/** The answer is durable before AWS hears of it. Given a second time it is the same answer, and nothing is added. */
async function withAnswer(
  unfinished: UnfinishedPromotion,
  { answer, by }: PromoteInput,
  { ledger, report }: EnvironmentTools,
): Promise<UnfinishedPromotion> {
  const { intent, open, decisions } = unfinished;
  if (!answer || open?.question.id !== answer.question) return unfinished;
  report.line(`${answer.answeredBy} answered: ${answer.answer}`);
  const fact = await ledger.append(intent.environment, {
    kind: 'promotion',
    phase: 'decision',
    by,
    promotion: intent.id,
    releaseId: intent.releaseId,
    ...answer,
    pauses: open.question.pauses,
  });
  if (fact.kind !== 'promotion' || fact.phase !== 'decision')
    throw new Error('the ledger answered another fact');
  const waited = Date.parse(fact.at) - open.askedAt;
  return {
    ...unfinished,
    decisions: [...decisions, fact],
    open: null,
    waitedMilliseconds: unfinished.waitedMilliseconds + waited,
  };
}

/** An answer counts for the question that was shown, and for no later one; one that was recorded before may be repeated. */
function answerProblem(
  { open, decisions }: UnfinishedPromotion,
  { answer }: PromoteInput,
  situation: Situation,
): Problem | undefined {
  if (!answer || open?.question.id === answer.question) return undefined;
  const repeated = decisions.some(
    (decision) => decision.question === answer.question && decision.answer === answer.answer,
  );
  return repeated ? undefined : nothingAsked(answer, situation);
}

export function nothingAsked({ question }: Answer, { environment, state }: Situation): Problem {
  const asked = state.unfinished?.open?.question.id ?? null;
  return planErrors.notTheQuestion.problem({ environment: environment.name, question, asked });
}
