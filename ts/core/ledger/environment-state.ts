import type { Release, ReleaseId } from '../release/release.ts';
import type {
  Fact,
  PromotionDecision,
  PromotionIntent,
  PromotionOutcome,
  PromotionTurn,
  Question,
  SchemaVersion,
  Stop,
  Verification,
} from './fact.ts';

/** What the facts of one environment add up to. */
export interface EnvironmentState {
  readonly environment: string;
  /** The newest verification that was not taken back. */
  readonly lastVerified: Verification | null;
  /** Every verification that was not taken back, oldest first. */
  readonly verifications: readonly Verification[];
  /** What the last word says is running; null when nothing recorded is. */
  readonly running: ReleaseId | null;
  /** The promotion that has no final outcome: an interrupted run, or one that is under way now. */
  readonly unfinished: UnfinishedPromotion | null;
  /** Every promotion, oldest first. */
  readonly promotions: readonly PromotionHistory[];
  /** The stop that holds every promotion into it; null where none does. */
  readonly stop: Stop | null;
  /** The last word on each database's schema, by the database's name. */
  readonly schemas: ReadonlyMap<string, SchemaVersion>;
  /** Id of the newest fact; null for an environment without any. */
  readonly tail: string | null;
  readonly newest: Fact | null;
}

export interface UnfinishedPromotion {
  readonly intent: PromotionIntent;
  /** Present once it has failed and is going back. */
  readonly turn: PromotionTurn | null;
  /** What people answered so far, oldest first. */
  readonly decisions: readonly PromotionDecision[];
  /** What is asked and not answered, and since when (milliseconds since the epoch). */
  readonly open: { readonly question: Question; readonly askedAt: number } | null;
  /** How long it has waited for people's answers. */
  readonly waitedMilliseconds: number;
}

export interface PromotionHistory extends UnfinishedPromotion {
  /** The last outcome; `interrupted` is not final. */
  readonly outcome: PromotionOutcome | null;
}

/** Folds the facts, oldest first, as the ledger gives them. */
export function environmentState(environment: string, facts: readonly Fact[]): EnvironmentState {
  const verifications = standing(facts);
  const stop = facts.findLast((fact) => fact.kind === 'stop');
  const promotions = promotionsOf(facts);
  const last = promotions.at(-1);
  return {
    environment,
    lastVerified: verifications.at(-1) ?? null,
    verifications,
    running: lastRunning(facts),
    unfinished: last && !isFinal(last.outcome) ? last : null,
    promotions,
    stop: stop?.kind === 'stop' && stop.active ? stop : null,
    schemas: new Map(
      facts.filter((fact) => fact.kind === 'schema').map((fact) => [fact.schema, fact] as const),
    ),
    tail: facts.at(-1)?.id ?? null,
    newest: facts.at(-1) ?? null,
  };
}

/** The verification of exactly these services, if there is one that counts. */
export function verificationOf(state: EnvironmentState, servicesHash: string): Verification | undefined {
  return state.verifications.findLast((verification) => verification.servicesHash === servicesHash);
}

/** Every release document that the facts hold, by id. */
export function recordedReleases(facts: readonly Fact[]): ReadonlyMap<ReleaseId, Release> {
  const releases = new Map<ReleaseId, Release>();
  for (const fact of facts) if ('release' in fact) releases.set(fact.releaseId, fact.release);
  return releases;
}

/**
 * The verifications that were not taken back. What is taken back are the services, whatever the release that brought them was called:
 * the same images under another parent are as bad. A later verification counts again.
 */
function standing(facts: readonly Fact[]): readonly Verification[] {
  const verifications = facts.filter((fact) => fact.kind === 'verification');
  const revocations = facts.filter((fact) => fact.kind === 'revocation');
  const hashes = new Map(verifications.map((fact) => [fact.releaseId, fact.servicesHash]));
  return verifications.filter(
    ({ id, releaseId, servicesHash }) =>
      !revocations.some(
        (fact) =>
          fact.id > id && (fact.releaseId === releaseId || hashes.get(fact.releaseId) === servicesHash),
      ),
  );
}

function promotionsOf(facts: readonly Fact[]): readonly PromotionHistory[] {
  const byId = new Map<string, PromotionHistory>();
  for (const fact of facts) {
    if (fact.kind !== 'promotion') continue;
    if (fact.phase === 'intent') byId.set(fact.id, begun(fact));
    else {
      const history = byId.get(fact.promotion);
      if (history) byId.set(fact.promotion, goneOn(history, fact));
    }
  }
  return [...byId.values()];
}

/** A promotion of which there is nothing but its intent. */
export function begun(intent: PromotionIntent): PromotionHistory {
  return { intent, turn: null, outcome: null, decisions: [], open: null, waitedMilliseconds: 0 };
}

function goneOn(
  before: PromotionHistory,
  fact: PromotionDecision | PromotionTurn | PromotionOutcome,
): PromotionHistory {
  const at = Date.parse(fact.at);
  const waitedMilliseconds = before.waitedMilliseconds + (before.open ? at - before.open.askedAt : 0);
  const history = { ...before, open: null, waitedMilliseconds };
  switch (fact.phase) {
    case 'decision':
      return { ...history, decisions: [...before.decisions, fact] };
    case 'rollback':
      return { ...history, turn: fact };
    case 'outcome': {
      const open = fact.question ? { question: fact.question, askedAt: at } : null;
      return { ...history, outcome: fact, open };
    }
  }
}

/** A promotion that was interrupted, or waits for an answer, goes on with the next run; every other outcome is its end. */
function isFinal(outcome: PromotionOutcome | null): boolean {
  return outcome !== null && outcome.result !== 'interrupted' && outcome.result !== 'awaitingDecision';
}

function lastRunning(facts: readonly Fact[]): ReleaseId | null {
  const outcome = facts.findLast(
    (fact) => fact.kind === 'promotion' && fact.phase === 'outcome' && fact.result !== 'refused',
  );
  return outcome?.kind === 'promotion' && outcome.phase === 'outcome' ? outcome.running : null;
}
