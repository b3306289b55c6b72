import type { Problem } from '../core/errors/problem.ts';
import type { PromotionResult, ProofRow, Question } from '../core/ledger/fact.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import type { ReleaseId } from '../core/release/release.ts';
import type { SmokeRow } from '../core/smoke/row.ts';

/** How a promotion ended, before it is written down. */
export interface Ending {
  readonly result: PromotionResult;
  readonly summary: string;
  readonly running: ReleaseId | null;
  readonly proof: readonly ProofRow[];
  readonly smoke: readonly SmokeRow[];
  readonly deployments: readonly DeploymentEnd[];
  /** What is asked, where the result is `awaitingDecision`. */
  readonly question: Question | null;
  readonly problems: readonly Problem[];
}
