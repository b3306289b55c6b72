import type { Verdict } from '../diagnosis/sign.ts';
import type { Actor, PromotionDecision, PromotionResult, ProofRow, Question } from '../ledger/fact.ts';
import type { Plan } from '../plan/plan.ts';
import type { PreflightRow } from '../preflight/row.ts';
import type { Release, ReleaseId } from '../release/release.ts';
import type { Problem } from '../errors/problem.ts';
import type { SmokeRow } from '../smoke/row.ts';

/** `promotion.json`: what was asked, by whom, what was approved, what ran, and the evidence; archived with the build. */
export interface PromotionRecord {
  readonly version: 1;
  /** Id of the intent in the ledger; null where nothing was begun. */
  readonly promotion: string | null;
  readonly environment: string;
  readonly by: Actor;
  readonly reason: string | null;
  readonly releaseId: ReleaseId;
  readonly release: Release;
  readonly result: PromotionResult | 'nothingToDo';
  /** One sentence for people. */
  readonly summary: string;
  readonly plan: Plan | null;
  readonly planHash: string | null;
  readonly approvedPlan: string | null;
  readonly approvedBy: readonly string[];
  /** What was checked before it began; absent where it was refused before that, or taken up. */
  readonly preflight?: readonly PreflightRow[];
  /** Whether an earlier run of the same promotion was taken up. */
  readonly resumed: boolean;
  /** What runs afterwards, as far as it was proven. */
  readonly running: ReleaseId | null;
  readonly proof: readonly ProofRow[];
  /** Smoke checks in the order in which they ran; those of going back come after those that failed. */
  readonly smoke: readonly SmokeRow[];
  /** Where the deployments ended. */
  readonly deployments: readonly DeploymentEnd[];
  /** What is asked, where the result is `awaitingDecision`. */
  readonly question: Question | null;
  /** What people answered while deployments waited for them. */
  readonly decisions: readonly Pick<
    PromotionDecision,
    'at' | 'question' | 'answer' | 'answeredBy' | 'pauses'
  >[];
  readonly problems: readonly Problem[];
  /** Files with what AWS showed of the deployments, what Terraform did and what was printed when, relative to the record. */
  readonly evidence: readonly string[];
  /** ISO 8601; null where nothing was begun. */
  readonly startedAt: string | null;
  readonly endedAt: string;
  readonly ledger: string;
}

export interface DeploymentEnd {
  readonly service: string;
  readonly ecsService: string;
  readonly deploymentId: string;
  readonly taskDefinition: string;
  /** `stopped`: by this product, because it could not come to a good end; `rolledBack`: by AWS. */
  readonly state: 'succeeded' | 'failed' | 'stopped' | 'rolledBack' | 'replaced' | 'unfinished' | 'waiting';
  /** In the words of AWS; where it was given up here, why. */
  readonly reason: string | null;
  /** Reasons of tasks that stopped, alike ones counted. */
  readonly stopped: readonly string[];
  /** The likeliest cause of a failure. */
  readonly verdict: Verdict | null;
}
