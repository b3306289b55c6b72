import { approval, withoutRequester } from '../core/gates/approval.ts';
import type { PromotionRequest } from '../core/gates/situation.ts';
import { planErrors } from '../core/errors/catalogue/plan.ts';
import type { Problem } from '../core/errors/problem.ts';
import { begun, type UnfinishedPromotion } from '../core/ledger/environment-state.ts';
import type { PromotionIntent } from '../core/ledger/fact.ts';
import { decide, type Decision } from '../core/plan/decide.ts';
import type { Plan } from '../core/plan/plan.ts';
import { renderPlan } from '../core/plan/render.ts';
import type { CheckId } from '../core/preflight/check-ids.ts';
import { problemsIn } from '../core/preflight/problems.ts';
import { renderWorrying } from '../core/preflight/render.ts';
import { endNotice, startedNotice } from '../core/notice/notice-of-promotion.ts';
import type { PromotionRecord } from '../core/promotion/record.ts';
import type { Release } from '../core/release/release.ts';
import { shortId } from '../core/release/short-id.ts';
import type { Situation } from '../core/gates/situation.ts';
import { carryOut } from './carry-out.ts';
import { gatherSituation } from './situation.ts';
import type { EnvironmentTools } from './tools.ts';
import { verify } from './verify.ts';

export interface PromoteInput extends PromotionRequest {
  readonly release: Release;
  /** Hash of the plan that a person approved; null where none was asked. */
  readonly approvedPlan: string | null;
  /** Hash of the plan that was shown before, where nobody was asked. */
  readonly shownPlan?: string | undefined;
  /** Who approved it, as Jenkins' `input` answers. */
  readonly approvedBy: readonly string[];
  /** When the first of them did, milliseconds since the epoch; null where nobody says. */
  readonly approvedAt: number | null;
  /** What a person answered to the question that a run of this promotion ended with. */
  readonly answer: Answer | null;
  /** Checks of the preflight whose failure somebody takes responsibility for; the reason says why. */
  readonly acceptFailed: readonly CheckId[];
}

export interface Answer {
  /** The question's id. */
  readonly question: string;
  readonly answer: 'continue' | 'rollback';
  readonly answeredBy: string;
}

/**
 * Brings a release into an environment, or says why not. A promotion of the same release that was interrupted is taken up where it
 * stands, with the plan that was recorded then; everything it had begun is adopted and nothing is begun twice.
 *
 * Never rejects once something was begun: how it ended, also by an interruption or a failure of AWS, is in the record.
 */
export async function promote(input: PromoteInput, tools: EnvironmentTools): Promise<PromotionRecord> {
  const record = await promoteUntold(input, tools).finally(() => tools.stack?.close());
  const notice = endNotice(record);
  if (notice) await tools.notices.send(notice);
  return record;
}

async function promoteUntold(input: PromoteInput, tools: EnvironmentTools): Promise<PromotionRecord> {
  const situation = await gatherSituation(input.release, input, tools);
  const unfinished = toBeTakenUp(situation);
  if (unfinished) return takeUp(unfinished, input, situation, tools);
  if (input.answer) {
    return refused([nothingAsked(input.answer, situation)], null, input, situation, tools);
  }
  const decision = decide(situation);
  if (decision.kind === 'refused') return refused(decision.problems, null, input, situation, tools);
  tools.report.line(renderPlan(decision.plan, decision.planHash, input.release));
  tellIfChanged(decision.planHash, input, tools);
  if (decision.kind === 'nothingToDo') return nothingToDo(decision, input, situation, tools);
  const unapproved = approvalProblems(decision.planHash, input, situation, tools);
  if (unapproved.length > 0) return refused(unapproved, decision, input, situation, tools);
  const preflight = await verify(situation, tools);
  tools.report.line(renderWorrying(preflight));
  const unfit = problemsIn(preflight, situation.environment.name, input.acceptFailed);
  if (unfit.length > 0) return { ...refused(unfit, decision, input, situation, tools), preflight };
  const intent = await begin(decision, input, situation, tools);
  await tools.notices.send(startedNotice(intent));
  return { ...(await carryOut(begun(intent), false, input, tools)), preflight };
}

/** Nobody said yes to the plan that was shown first, so nobody is deceived; but whoever saw it must learn that another one is done. */
function tellIfChanged(
  planHash: string,
  { shownPlan = planHash }: PromoteInput,
  { report }: EnvironmentTools,
): void {
  if (shownPlan === planHash) return;
  report.line(
    `note: the plan shown before was another one (${shortId(shownPlan)}): something has moved since, and this one is done`,
  );
}

/** The same release, begun and not ended. A restart that was interrupted is one, too: its plan says so. */
export function toBeTakenUp({ state, releaseId, environment }: Situation): UnfinishedPromotion | null {
  const { unfinished } = state;
  const same =
    unfinished?.intent.releaseId === releaseId && unfinished.intent.plan.cluster === environment.cluster;
  return same ? unfinished : null;
}

/** What was approved when it began is approved still; another plan's approval does not fit it. */
async function takeUp(
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
  tools.report.line(`Taking up promotion ${intent.id}, which ${intent.by.name} began at ${intent.at}.`);
  return carryOut(await withAnswer(unfinished, input, tools), true, input, tools);
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

function nothingAsked({ question }: Answer, { environment, state }: Situation): Problem {
  const asked = state.unfinished?.open?.question.id ?? null;
  return planErrors.notTheQuestion.problem({ environment: environment.name, question, asked });
}

/** The intent is durable before AWS hears of anything; another promotion that came in between makes this one start over. */
async function begin(
  decision: Extract<Decision, { kind: 'plan' }>,
  input: PromoteInput,
  { state, environment, releaseId }: Situation,
  { ledger }: EnvironmentTools,
): Promise<PromotionIntent> {
  const fact = await ledger.append(
    environment.name,
    {
      kind: 'promotion',
      phase: 'intent',
      by: input.by,
      release: input.release,
      releaseId,
      plan: decision.plan,
      planHash: decision.planHash,
      approvedBy: input.approvedBy,
      reason: input.reason,
    },
    { expectedTail: state.tail },
  );
  if (fact.kind !== 'promotion' || fact.phase !== 'intent')
    throw new Error('the ledger answered another fact');
  return fact;
}

function approvalProblems(
  planHash: string,
  input: PromoteInput,
  { environment, now }: Situation,
  { report }: EnvironmentTools,
): readonly Problem[] {
  const { approvedPlan: plan, approvedBy: by, approvedAt: at } = input;
  const asking = { planHash, environment, request: input, now };
  const remark = withoutRequester(asking);
  if (remark !== null) report.line(`note: ${remark}`);
  return approval.judge({ plan, by, at }, asking);
}

/** A refusal changes nothing, in AWS or in the ledger: the build's record is where it is kept. */
function refused(
  problems: readonly Problem[],
  decision: { readonly plan: Plan; readonly planHash: string } | null,
  input: PromoteInput,
  situation: Situation,
  tools: EnvironmentTools,
): PromotionRecord {
  return {
    ...unbegun(input, situation, tools),
    result: 'refused',
    summary: `Release ${shortId(situation.releaseId)} was refused for ${situation.environment.name}; nothing was changed.`,
    plan: decision?.plan ?? null,
    planHash: decision?.planHash ?? null,
    problems,
  };
}

function nothingToDo(
  decision: Extract<Decision, { kind: 'nothingToDo' }>,
  input: PromoteInput,
  situation: Situation,
  tools: EnvironmentTools,
): PromotionRecord {
  const { environment, releaseId } = situation;
  return {
    ...unbegun(input, situation, tools),
    result: 'nothingToDo',
    summary: `${environment.name} runs the services of release ${shortId(releaseId)} since they were verified at ${decision.verifiedAt}; there is nothing to do.`,
    plan: decision.plan,
    planHash: decision.planHash,
    problems: [],
  };
}

function unbegun(
  input: PromoteInput,
  { environment, releaseId, state }: Situation,
  { clock, ledger }: EnvironmentTools,
) {
  return {
    version: 1 as const,
    promotion: null,
    environment: environment.name,
    by: input.by,
    reason: input.reason,
    releaseId,
    release: input.release,
    approvedPlan: input.approvedPlan,
    approvedBy: input.approvedBy,
    resumed: false,
    running: state.running,
    proof: [],
    smoke: [],
    deployments: [],
    question: null,
    decisions: [],
    evidence: [],
    startedAt: null,
    endedAt: new Date(clock.now()).toISOString(),
    ledger: ledger.address,
  };
}
