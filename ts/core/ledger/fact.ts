import type { Release, ReleaseId } from '../release/release.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * The ledger's facts: what was asked, what was done, what was proven, for each environment, never rewritten. A fact names the
 * SHA-256 of the canonical bytes of the one before it in the same environment, so a changed or missing fact shows.
 */
export type Fact =
  | PromotionIntent
  | PromotionDecision
  | PromotionTurn
  | PromotionOutcome
  | Verification
  | Revocation
  | Stop
  | Lease
  | Existence
  | SchemaVersion;
export type FactKind = Fact['kind'];

/** A fact before the ledger gave it its id, its place in the chain and its time. */
export type FactDraft = Fact extends infer F ? (F extends Fact ? Omit<F, keyof Sealed> : never) : never;

/** What the ledger itself adds. */
export interface Sealed {
  readonly version: 1;
  /** ULID; also the file's name. Sorts after every earlier fact of the environment. */
  readonly id: string;
  readonly environment: string;
  /** SHA-256 (hex) of the canonical JSON of the fact before this one; null for the first. */
  readonly previous: string | null;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
}

/** Who acted, and from where. */
export interface Actor {
  /** A person's id, or what stands in for one: `timer`, `unknown`. */
  readonly name: string;
  /** The Jenkins build it happened in. */
  readonly build?: { readonly job: string; readonly number: number; readonly url?: string };
}

/** Written before the first change in AWS. Its id is the promotion's id. */
export interface PromotionIntent extends Sealed {
  readonly kind: 'promotion';
  readonly phase: 'intent';
  readonly by: Actor;
  readonly release: Release;
  readonly releaseId: ReleaseId;
  readonly plan: Plan;
  readonly planHash: string;
  /** Who approved the plan, where it needed that. */
  readonly approvedBy: readonly string[];
  readonly reason: string | null;
  /**
   * By each environment that lay before this one, the SHA-256 of its newest fact when this was decided: what was known of it then can't
   * be told differently later. Absent in facts of versions before it.
   */
  readonly upstream?: Hashes | undefined;
}

/** SHA-256, hexadecimal, by name. */
export type Hashes = Readonly<Record<string, string>>;

export type PromotionResult =
  'verified' | 'rolledBack' | 'failed' | 'refused' | 'interrupted' | 'awaitingDecision';

/** What a person is asked while deployments wait for one; in the outcome `awaitingDecision`, so that the next run knows what was asked. */
export interface Question {
  /** Twelve hexadecimal digits that name what waits: an answer is to this question and to no other. */
  readonly id: string;
  readonly pauses: readonly AskedPause[];
  /** ISO 8601; the first moment at which AWS goes back by itself. Null where it does not say. */
  readonly deadline: string | null;
  /** What was found out of the new revisions, a line each. */
  readonly checked: readonly string[];
}

export interface AskedPause {
  readonly service: string;
  readonly ecsService: string;
  readonly deploymentId: string;
  readonly stage: string;
  readonly hookId: string | null;
  /** ISO 8601; null where AWS does not say. A hook that asks again at the same stage has another one. */
  readonly deadline: string | null;
}

/** A person's answer, written before AWS is told, so that a run which is killed in between tells it again. */
export interface PromotionDecision extends Sealed {
  readonly kind: 'promotion';
  readonly phase: 'decision';
  readonly by: Actor;
  readonly promotion: string;
  readonly releaseId: ReleaseId;
  readonly question: string;
  readonly answer: 'continue' | 'rollback';
  readonly answeredBy: string;
  readonly pauses: readonly AskedPause[];
}

/** "Going back": written once a promotion has failed and before the first service is moved back, so that the next run goes on with that. */
export interface PromotionTurn extends Sealed {
  readonly kind: 'promotion';
  readonly phase: 'rollback';
  readonly by: Actor;
  readonly promotion: string;
  readonly releaseId: ReleaseId;
  /** The release that is gone back to; null where there is none and services go back to what they ran. */
  readonly to: ReleaseId | null;
  /** What failed, in one sentence. */
  readonly cause: string;
}

/**
 * Written after the last change. A promotion whose last word is `interrupted` or `awaitingDecision`, or that has none, is unfinished.
 */
export interface PromotionOutcome extends Sealed {
  readonly kind: 'promotion';
  readonly phase: 'outcome';
  readonly by: Actor;
  /** Id of the intent. */
  readonly promotion: string;
  readonly releaseId: ReleaseId;
  readonly result: PromotionResult;
  /** One sentence for people. */
  readonly summary: string;
  /** What runs in the environment afterwards, as far as it is known; null when nothing that was recorded runs. */
  readonly running: ReleaseId | null;
  /**
   * SHA-256 of each file that the run left for the build to archive, by its path beside `promotion.json`. Absent where nothing was
   * archived, and in facts of versions before it.
   */
  readonly archived?: Hashes | undefined;
  /** What is asked, where the result is `awaitingDecision`. */
  readonly question?: Question | undefined;
}

/** "This release was proven to run here." */
export interface Verification extends Sealed {
  readonly kind: 'verification';
  readonly by: Actor;
  readonly promotion: string;
  readonly release: Release;
  readonly releaseId: ReleaseId;
  readonly servicesHash: string;
  readonly proof: readonly ProofRow[];
}

/** One line of the proof: what one service ran when it was looked at. */
export interface ProofRow {
  readonly service: string;
  readonly outcome: 'proven' | 'deployedNotProven';
  readonly taskDefinition: string;
  readonly digest: string;
  /** Running tasks that were compared, one by one. */
  readonly tasks: number;
  readonly healthyTargets: number | null;
  readonly note: string | null;
}

export interface Revocation extends Sealed {
  readonly kind: 'revocation';
  readonly by: Actor;
  readonly releaseId: ReleaseId;
  readonly reason: string;
}

export interface Stop extends Sealed {
  readonly kind: 'stop';
  readonly by: Actor;
  readonly active: boolean;
  readonly reason: string;
}

export interface Lease extends Sealed {
  readonly kind: 'lease';
  readonly by: Actor;
  /** ISO 8601; null ends the lease. */
  readonly until: string | null;
  readonly reason: string;
}

/**
 * An environment on demand being created or destroyed: `begun` before Terraform hears of it, `ended` or `failed` after. Without either
 * of these the one that began it was killed.
 */
export interface Existence extends Sealed {
  readonly kind: 'existence';
  readonly by: Actor;
  readonly to: 'up' | 'down';
  readonly phase: 'begun' | 'ended' | 'failed';
  /** Why; for `failed`, what failed. */
  readonly reason: string;
}

/** "The database has this schema now": the word of the job that changed it. */
export interface SchemaVersion extends Sealed {
  readonly kind: 'schema';
  readonly by: Actor;
  /** Name of the database. */
  readonly schema: string;
  /** Number of the schema that it has from then on. */
  readonly number: number;
}
