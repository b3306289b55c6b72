import type { EnvironmentState, PromotionHistory } from '../../ledger/environment-state.ts';
import type { Fact, PromotionOutcome } from '../../ledger/fact.ts';
import { isDeployment } from '../history.ts';

/**
 * A change: a promotion that came from upstream, was to move at least one service, and has ended. Going back and restarting bring
 * nothing new, and what a gate refused never touched anything.
 */
export interface Change {
  readonly promotion: PromotionHistory;
  /** When it ended (milliseconds since the epoch). */
  readonly endedAt: number;
  /** Whether it ended verified, whatever came after. */
  readonly arrived: boolean;
  /** When it was known to have failed; null where it has not. */
  readonly failedAt: number | null;
}

export function changesOf(state: EnvironmentState, facts: readonly Fact[]): readonly Change[] {
  return state.promotions.flatMap((promotion, at) => {
    const { intent, outcome } = promotion;
    if (intent.plan.kind !== 'promote' || !intent.plan.actions.some(isDeployment)) return [];
    if (!hasEnded(outcome)) return [];
    const next = state.promotions[at + 1];
    return [
      {
        promotion,
        endedAt: Date.parse(outcome.at),
        arrived: outcome.result === 'verified',
        failedAt: failedAt(promotion, outcome, next, facts),
      },
    ];
  });
}

function hasEnded(outcome: PromotionOutcome | null): outcome is PromotionOutcome {
  return outcome !== null && ['verified', 'rolledBack', 'failed'].includes(outcome.result);
}

/**
 * It failed when it was turned back or ended without being verified; or later, when its verification was taken back while it still
 * ran, or when the next thing that happened was that somebody went back.
 */
function failedAt(
  { intent, turn }: PromotionHistory,
  outcome: PromotionOutcome,
  next: PromotionHistory | undefined,
  facts: readonly Fact[],
): number | null {
  if (outcome.result !== 'verified') return Date.parse((turn ?? outcome).at);
  const takenBack = facts.find(
    (fact) =>
      fact.kind === 'revocation' &&
      fact.releaseId === intent.releaseId &&
      fact.id > outcome.id &&
      (next === undefined || fact.id < next.intent.id),
  );
  const wentBack = next?.intent.plan.kind === 'rollback' ? next.intent : undefined;
  const first = takenBack ?? wentBack;
  return first ? Date.parse(first.at) : null;
}

/** When the environment next ran what was verified; null while it does not. Going back restores as well as going on does. */
export function restoredAt({ failedAt }: Change, { promotions }: EnvironmentState): number | null {
  if (failedAt === null) return null;
  const ends = promotions.flatMap(({ outcome }) => {
    if (outcome?.result !== 'verified' && outcome?.result !== 'rolledBack') return [];
    const at = Date.parse(outcome.at);
    return at >= failedAt ? [at] : [];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}
