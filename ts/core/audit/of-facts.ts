import type { Actor, Existence, Fact, PromotionIntent } from '../ledger/fact.ts';
import { factHash } from '../ledger/seal.ts';
import { answerText } from '../plan/answered-checks.ts';
import type { AuditLine, AuditWhat } from './line.ts';

type Said = Pick<AuditLine, 'what' | 'who'> & Partial<Pick<AuditLine, 'why' | 'detail'>>;

/**
 * The audit of one environment, derived from its facts and from nothing else: they are append-only and name each other by hash, and a
 * second file beside them could only disagree.
 *
 * @param facts oldest first
 */
export function auditOf(facts: readonly Fact[]): readonly AuditLine[] {
  const intents = new Map<string, PromotionIntent>();
  for (const fact of facts)
    if (fact.kind === 'promotion' && fact.phase === 'intent') intents.set(fact.id, fact);
  return facts.flatMap((fact) => {
    const intent = 'promotion' in fact ? intents.get(fact.promotion) : intents.get(fact.id);
    return saidBy(fact).map((said) => lineOf(fact, said, intent));
  });
}

function lineOf(
  fact: Fact,
  { what, who, why = null, detail = null }: Said,
  intent?: PromotionIntent,
): AuditLine {
  return {
    at: fact.at,
    environment: fact.environment,
    what,
    who,
    why,
    detail,
    releaseId: 'releaseId' in fact ? fact.releaseId : null,
    planHash: intent?.planHash ?? null,
    promotion: intent?.id ?? null,
    build: buildOf(fact.by),
    source: `${fact.environment}/${fact.id}.json`,
    sha256: factHash(fact),
  };
}

export function buildOf({ build }: Actor): AuditLine['build'] {
  return build ? { job: build.job, number: build.number } : null;
}

/** What a fact says, in the order in which it came about: people said yes before anything began. */
function saidBy(fact: Fact): readonly Said[] {
  const who = fact.by.name;
  switch (fact.kind) {
    case 'promotion':
      return saidByPromotion(fact);
    case 'verification':
      return [{ what: 'verified', who, detail: proofText(fact.proof.map(({ outcome }) => outcome)) }];
    case 'revocation':
      return [{ what: 'revoked', who, why: fact.reason }];
    case 'stop':
      return [{ what: fact.active ? 'stopped' : 'lifted', who, why: fact.reason }];
    case 'lease':
      return [
        {
          what: fact.until === null ? 'leaseEnded' : 'leased',
          who,
          why: fact.reason,
          detail: fact.until && `until ${fact.until}`,
        },
      ];
    case 'existence':
      return [{ what: existences[fact.to][fact.phase], who, why: fact.reason }];
    case 'schema':
      return [{ what: 'schemaRecorded', who, detail: `${fact.schema} ${fact.number}` }];
  }
}

function saidByPromotion(fact: Extract<Fact, { kind: 'promotion' }>): readonly Said[] {
  const who = fact.by.name;
  switch (fact.phase) {
    case 'intent':
      return [
        ...approvals(fact),
        ...exceptions(fact),
        ...checks(fact),
        { what: begun[fact.plan.kind], who, why: fact.reason },
      ];
    case 'decision':
      return [{ what: 'answered', who: fact.answeredBy, detail: fact.answer }];
    case 'rollback':
      return [{ what: 'goingBack', who, why: fact.cause }];
    case 'outcome':
      return [{ what: 'promotionEnded', who, detail: `${fact.result}: ${fact.summary}` }];
  }
}

function approvals({ approvedBy }: PromotionIntent): readonly Said[] {
  return approvedBy.map((who) => ({ what: 'approved', who }));
}

/** Those of this promotion; what was excepted on the way before is told where that was. */
function exceptions({ plan, environment }: PromotionIntent): readonly Said[] {
  return (plan.exceptions ?? [])
    .filter((one) => one.environment === environment)
    .map(({ by, reason, kind, gate }) => ({
      what: 'excepted',
      who: by,
      why: reason,
      detail: `${kind}, past ${gate}`,
    }));
}

/** What external checks answered before it began. */
function checks({ plan }: PromotionIntent): readonly Said[] {
  return (plan.checks ?? []).map((check) => ({
    what: 'checkPassed',
    who: check.check,
    detail: `${answerText(check)} (${check.at}, for ${check.services.join(', ')})`,
  }));
}

function proofText(outcomes: readonly string[]): string {
  const proven = outcomes.filter((outcome) => outcome === 'proven').length;
  return `${proven} of ${outcomes.length} services proven`;
}

const begun = {
  promote: 'promotionBegun',
  restart: 'restartBegun',
  rollback: 'rollbackBegun',
} as const satisfies Record<PromotionIntent['plan']['kind'], AuditWhat>;

const existences = {
  up: { begun: 'creating', ended: 'created', failed: 'creationFailed' },
  down: { begun: 'destroying', ended: 'destroyed', failed: 'destructionFailed' },
} as const satisfies Record<Existence['to'], Record<Existence['phase'], AuditWhat>>;
