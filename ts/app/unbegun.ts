import { utcText } from '../core/utc-text.ts';
import type { Problem } from '../core/errors/problem.ts';
import type { Situation } from '../core/gates/situation.ts';
import type { Decision } from '../core/plan/decide.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { PromotionRecord } from '../core/promotion/record.ts';
import { shortId } from '../core/release/short-id.ts';
import type { PromoteInput } from './promote-input.ts';
import type { EnvironmentTools } from './tools.ts';

/** A refusal changes nothing, in AWS or in the ledger: the build's record is where it is kept. */
export function refused(
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

export function nothingToDo(
  decision: Extract<Decision, { kind: 'nothingToDo' }>,
  input: PromoteInput,
  situation: Situation,
  tools: EnvironmentTools,
): PromotionRecord {
  const { environment, releaseId } = situation;
  return {
    ...unbegun(input, situation, tools),
    result: 'nothingToDo',
    summary: `${environment.name} runs the services of release ${shortId(releaseId)} since they were verified at ${utcText(decision.verifiedAt)}; there is nothing to do.`,
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
