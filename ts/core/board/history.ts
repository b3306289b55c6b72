import type { EnvironmentState, PromotionHistory } from '../ledger/environment-state.ts';
import type { PromotionResult } from '../ledger/fact.ts';
import type { RequestKind } from '../gates/situation.ts';
import type { Action, DeployAction } from '../plan/plan.ts';
import type { ReleaseId } from '../release/release.ts';

/** One promotion as the history tells it. */
export interface HistoryRow {
  readonly kind: RequestKind;
  readonly releaseId: ReleaseId;
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly approvedBy: readonly string[];
  /** `underWay`: it has no outcome yet. */
  readonly result: PromotionResult | 'underWay';
  /** From its beginning to its last word, without what it waited for people; null while it has none. */
  readonly milliseconds: number | null;
  readonly waitedMilliseconds: number;
  /** What it was to move, with the builds before and after. */
  readonly moves: readonly { readonly service: string; readonly from: number | null; readonly to: number }[];
  /** What failed, or how it ended; empty while it has not. */
  readonly summary: string;
  /** Why it was asked for, where somebody said so. */
  readonly reason: string | null;
}

/** The newest first. */
export function historyOf({ promotions }: EnvironmentState): readonly HistoryRow[] {
  return promotions.map(rowOf).reverse();
}

function rowOf({ intent, turn, outcome, waitedMilliseconds }: PromotionHistory): HistoryRow {
  const { plan, releaseId, at, by, approvedBy, reason } = intent;
  const took = outcome && Date.parse(outcome.at) - Date.parse(at) - waitedMilliseconds;
  return {
    kind: plan.kind,
    releaseId,
    at,
    by: by.name,
    approvedBy,
    result: outcome?.result ?? 'underWay',
    milliseconds: took === null ? null : Math.max(0, took),
    waitedMilliseconds,
    moves: plan.actions.filter(isDeployment).map(({ service, fromBuild, toBuild }) => ({
      service,
      from: fromBuild,
      to: toBuild,
    })),
    summary: turn?.cause ?? outcome?.summary ?? '',
    reason,
  };
}

export function isDeployment(action: Action): action is DeployAction {
  return action.action === 'deploy';
}
