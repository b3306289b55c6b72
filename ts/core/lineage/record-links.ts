import type { Hashes, PromotionDecision } from '../ledger/fact.ts';
import { sha256Hex } from '../release/canonical.ts';
import type { ExpectedArchive } from './archive-of.ts';
import { factFile } from './ledger-links.ts';
import type { Leg } from './legs.ts';
import type { Links } from './links.ts';

/**
 * Checks that all which the ledger holds of a promotion stands in its record, `promotion.json`, too, member for member; answers whether it
 * does.
 */
export function checkRecord(
  file: string,
  bytes: Uint8Array,
  expected: ExpectedArchive,
  links: Links,
): boolean {
  const { leg, outcome } = expected;
  const record = recordIn(bytes);
  if (!record) {
    const witness = factFile(outcome);
    links.altered({ file, field: 'the text', found: 'no JSON', expected: 'a record', witness });
    return false;
  }
  return (
    links.sameDocument(file, ...alike(record, beginningOf(leg, record)), factFile(leg.intent)) &&
    links.sameDocument(file, ...alike(record, endOf(expected, record)), factFile(outcome))
  );
}

/** Says of a record which is not the one of the hash what was altered, as near as that can be known. */
export function nameAlteration(
  file: string,
  bytes: Uint8Array,
  expected: ExpectedArchive,
  links: Links,
): void {
  if (!checkRecord(file, bytes, expected, links)) return;
  const record = recordIn(bytes) ?? {};
  const isLaidOutAnew = `${JSON.stringify(record, null, 2)}\n` !== Buffer.from(bytes).toString('utf8');
  const told = { ...beginningOf(expected.leg, record), ...endOf(expected, record) };
  const others = Object.keys(record).filter((member) => !(member in told));
  links.altered({
    file,
    field: isLaidOutAnew ? 'the layout' : `one of ${others.join(', ')}`,
    found: `SHA-256 ${sha256Hex(bytes)}`,
    expected: 'another; what the ledger holds of it is the same',
    witness: 'its hash in the ledger',
  });
}

type Members = Readonly<Record<string, unknown>>;

/** Only the members that the ledger knows. */
function alike(found: Members, told: Members): [found: Members, expected: Members] {
  return [Object.fromEntries(Object.keys(told).map((member) => [member, found[member] ?? null])), told];
}

function beginningOf({ intent }: Leg, found: Members): Members {
  return {
    version: 1,
    promotion: intent.id,
    environment: intent.environment,
    by: intent.by,
    reason: intent.reason,
    releaseId: intent.releaseId,
    release: intent.release,
    plan: intent.plan,
    planHash: intent.planHash,
    approvedBy: intent.approvedBy,
    startedAt: intent.at,
    // A run that takes up what another one began may come without anybody's word: it was given then.
    ...(intent.approvedBy.length > 0 && found['resumed'] !== true && { approvedPlan: intent.planHash }),
  };
}

function endOf({ leg, outcome, archived }: ExpectedArchive, found: Members): Members {
  const { verification, history } = leg;
  // A run that was taken up proves again what the one before may have proven and written down.
  const isProven = verification !== null && outcome.result === 'verified' && found['resumed'] !== true;
  return {
    result: outcome.result,
    summary: outcome.summary,
    running: outcome.running,
    question: outcome.question ?? null,
    decisions: history.decisions.filter(({ id }) => id < outcome.id).map(answerOf),
    ...(isProven && { proof: verification.proof }),
    ...(archived && { evidence: evidenceOf(outcome.archived ?? {}, found) }),
  };
}

/** The ledger holds no order of them, so the order is that of the record where the files are the same. */
function evidenceOf(archived: Hashes, { evidence }: Members): readonly string[] {
  const names = Object.keys(archived).filter((name) => name.startsWith('evidence/'));
  const told = Array.isArray(evidence) ? (evidence as readonly unknown[]) : [];
  const isSame = told.length === names.length && names.every((name) => told.includes(name));
  return isSame ? (told as readonly string[]) : names;
}

function answerOf({ at, question, answer, answeredBy, pauses }: PromotionDecision) {
  return { at, question, answer, answeredBy, pauses };
}

function recordIn(bytes: Uint8Array): Members | undefined {
  const value = jsonOf(bytes);
  return typeof value === 'object' && value !== null ? (value as Members) : undefined;
}

/** Undefined for what is no JSON. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
