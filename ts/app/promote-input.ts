import type { PromotionRequest } from '../core/gates/situation.ts';
import type { CheckId } from '../core/preflight/check-ids.ts';
import type { Release } from '../core/release/release.ts';

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
