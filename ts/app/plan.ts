import type { PromotionRequest, Situation } from '../core/gates/situation.ts';
import type { Problem } from '../core/errors/problem.ts';
import { decide } from '../core/plan/decide.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Release } from '../core/release/release.ts';
import { askChecks } from './ask-checks.ts';
import { toBeTakenUp } from './take-up.ts';
import { gatherSituation } from './situation.ts';
import type { EnvironmentTools } from './tools.ts';

/** What `promote` would do now. */
export type Planned = {
  readonly releaseId: string;
  readonly needsApproval: boolean;
  /** What it was decided upon. */
  readonly situation: Situation;
} & (
  | { readonly decision: 'refused'; readonly problems: readonly Problem[] }
  | { readonly decision: 'plan' | 'nothingToDo' | 'takeUp'; readonly plan: Plan; readonly planHash: string }
);

/** Reads and decides; changes nothing. */
export async function planPromotion(
  release: Release,
  request: PromotionRequest,
  tools: EnvironmentTools,
): Promise<Planned> {
  const situation = await gatherSituation(release, request, tools).finally(() => tools.stack?.close());
  const { releaseId, environment } = situation;
  const needsApproval = environment.approval !== undefined && request.kind !== 'rollback';
  const unfinished = toBeTakenUp(situation);
  if (unfinished) {
    const { plan, planHash } = unfinished.intent;
    return { decision: 'takeUp', releaseId, needsApproval: false, situation, plan, planHash };
  }
  const decided = decide(await askChecks(situation, tools));
  if (decided.kind === 'refused') {
    return { decision: 'refused', releaseId, needsApproval, situation, problems: decided.problems };
  }
  const { kind, plan, planHash } = decided;
  return {
    decision: kind,
    releaseId,
    needsApproval: needsApproval && kind === 'plan',
    situation,
    plan,
    planHash,
  };
}
