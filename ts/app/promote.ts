import { approval, withoutRequester } from '../core/gates/approval.ts';
import type { Problem } from '../core/errors/problem.ts';
import { begun, type EnvironmentState } from '../core/ledger/environment-state.ts';
import type { Hashes, PromotionIntent } from '../core/ledger/fact.ts';
import { factHash } from '../core/ledger/seal.ts';
import { decide, type Decision } from '../core/plan/decide.ts';
import { renderPlan } from '../core/plan/render.ts';
import { problemsIn } from '../core/preflight/problems.ts';
import { renderWorrying } from '../core/preflight/render.ts';
import { endNotice, startedNotice } from '../core/notice/notice-of-promotion.ts';
import type { PromotionRecord } from '../core/promotion/record.ts';
import { shortId } from '../core/release/short-id.ts';
import type { Situation } from '../core/gates/situation.ts';
import { askChecks } from './ask-checks.ts';
import { carryOut } from './carry-out.ts';
import type { PromoteInput } from './promote-input.ts';
import { gatherSituation } from './situation.ts';
import { nothingAsked, takeUp, toBeTakenUp } from './take-up.ts';
import type { EnvironmentTools } from './tools.ts';
import { nothingToDo, refused } from './unbegun.ts';
import { verify } from './verify.ts';

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
  const decision = decide(await askChecks(situation, tools));
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
  return carryOut(begun(intent), { resumed: false, preflight }, input, tools);
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

/** The intent is durable before AWS hears of anything; another promotion that came in between makes this one start over. */
async function begin(
  decision: Extract<Decision, { kind: 'plan' }>,
  input: PromoteInput,
  { state, environment, releaseId, upstream }: Situation,
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
      upstream: newestFacts(upstream.values()),
    },
    { expectedTail: state.tail },
  );
  if (fact.kind !== 'promotion' || fact.phase !== 'intent')
    throw new Error('the ledger answered another fact');
  return fact;
}

function newestFacts(states: Iterable<EnvironmentState>): Hashes {
  return Object.fromEntries(
    [...states].flatMap(({ environment, newest }) => (newest ? [[environment, factHash(newest)]] : [])),
  );
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
