/** What happened, in one word that stays the same. */
export type AuditWhat =
  | 'approved'
  | 'excepted'
  | 'checkPassed'
  | 'promotionBegun'
  | 'restartBegun'
  | 'rollbackBegun'
  | 'answered'
  | 'goingBack'
  | 'verified'
  | 'promotionEnded'
  | 'revoked'
  | 'stopped'
  | 'lifted'
  | 'leased'
  | 'leaseEnded'
  | 'creating'
  | 'created'
  | 'creationFailed'
  | 'destroying'
  | 'destroyed'
  | 'destructionFailed'
  | 'schemaRecorded'
  | 'refused';

/** One decision or action. Every member is in every line, so that a program need not ask which ones a line has. */
export interface AuditLine {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly environment: string;
  readonly what: AuditWhat;
  /** A person's id, or what stands in for one: `timer`. */
  readonly who: string;
  /** The reason that was given, or what made it necessary; null where nobody said one. */
  readonly why: string | null;
  /** How it ended, what was answered, which gate was passed; null where there is nothing more to say. */
  readonly detail: string | null;
  readonly releaseId: string | null;
  readonly planHash: string | null;
  /** Id of the fact with which the promotion began. */
  readonly promotion: string | null;
  readonly build: { readonly job: string; readonly number: number } | null;
  /** The fact that says so, `live/01K….json`, and its SHA-256; for a refusal, the archived record. */
  readonly source: string;
  readonly sha256: string;
}
