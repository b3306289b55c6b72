import type { Hashes, PromotionDecision } from '../ledger/fact.ts';
import type { Service } from '../config/config.ts';
import { sha256Hex } from '../release/canonical.ts';
import { releaseBytes } from '../release/release-id.ts';
import { archivesOf, artifactOf, fileNamed, type Builds, type ExpectedArchive } from './archive-of.ts';
import { checkArtifact } from './artifact-links.ts';
import { factFile } from './ledger-links.ts';
import type { Links } from './links.ts';
import { buildText, type ArchivedFile } from './records.ts';
import type { Leg } from './trace.ts';

/** Checks that the builds of a promotion still archive what the ledger holds the hashes of, byte for byte. */
export function checkArchives(
  leg: Leg,
  builds: Builds,
  services: readonly Pick<Service, 'name' | 'variable'>[],
  links: Links,
): void {
  for (const expected of archivesOf(leg)) {
    const files = builds(expected)?.files ?? [];
    if (expected.archived === undefined) checkUnbound(expected, files, links);
    else
      for (const [name, hash] of Object.entries(expected.archived))
        checkFile({ name, hash, expected, files, services, links });
  }
}

interface FileCheck {
  readonly name: string;
  readonly hash: string;
  readonly expected: ExpectedArchive;
  readonly files: readonly ArchivedFile[];
  readonly services: readonly Pick<Service, 'name' | 'variable'>[];
  readonly links: Links;
}

function checkFile(check: FileCheck): void {
  const { name, hash, expected, files, links } = check;
  const witness = factFile(expected.outcome);
  const file = `${buildText(expected)} ${name}`;
  const found = fileNamed(name, files);
  if (!found) {
    links.missing(file, witness);
    return;
  }
  const foundHash = sha256Hex(found.bytes);
  if (foundHash !== hash) {
    if (!isNamed(file, found, check))
      links.altered({ file, field: 'the bytes', found: `SHA-256 ${foundHash}`, expected: hash, witness });
    return;
  }
  links.holds();
  // The bytes are those that were written; should the ledger say something else, then it was changed.
  if (name === 'promotion.json') sameRecord(file, jsonOf(found.bytes), expected, links);
}

/** Says what was altered, where that can be known; the hash says only that something was. */
function isNamed(file: string, found: ArchivedFile, check: FileCheck): boolean {
  const { name, expected, services, links } = check;
  const { release } = expected.leg.intent;
  const witness = factFile(expected.leg.intent);
  if (name === 'promotion.json') {
    if (sameRecord(file, jsonOf(found.bytes), expected, links)) sayWhere(file, found, links);
    return true;
  }
  if (name === 'release.json')
    return !links.sameDocument(file, jsonOf(found.bytes), JSON.parse(releaseBytes(release)), witness);
  const service = services.find((one) => name === artifactOf(one.name));
  const build = service && release.services[service.name];
  return build ? !checkArtifact({ file, found, build, variable: service.variable, witness }, links) : false;
}

/** A record of a version that left no hash in the ledger: what both say must be the same, and the rest can't be proven. */
function checkUnbound(expected: ExpectedArchive, files: readonly ArchivedFile[], links: Links): void {
  const file = `${buildText(expected)} promotion.json`;
  const found = fileNamed('promotion.json', files);
  if (found) sameRecord(file, jsonOf(found.bytes), expected, links);
  else links.missing(file, factFile(expected.outcome));
}

/** All that the ledger holds of a promotion stands in its record, too, member for member. */
function sameRecord(file: string, record: unknown, expected: ExpectedArchive, links: Links): boolean {
  const { leg, outcome } = expected;
  if (typeof record !== 'object' || record === null) {
    links.altered({
      file,
      field: 'the text',
      found: 'no JSON',
      expected: 'a record',
      witness: factFile(outcome),
    });
    return false;
  }
  const found = record as Readonly<Record<string, unknown>>;
  return (
    links.sameDocument(file, ...alike(found, beginningOf(leg, found)), factFile(leg.intent)) &&
    links.sameDocument(file, ...alike(found, endOf(expected, found)), factFile(outcome))
  );
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

/** Written in another way, or altered in a member of which only the hash is in the ledger. */
function sayWhere(file: string, { bytes }: ArchivedFile, links: Links): void {
  const text = Buffer.from(bytes).toString('utf8');
  const record = jsonOf(bytes) as Readonly<Record<string, unknown>>;
  const isLaidOutAnew = `${JSON.stringify(record, null, 2)}\n` !== text;
  links.altered({
    file,
    field: isLaidOutAnew ? 'the layout' : `one of ${rest.filter((member) => member in record).join(', ')}`,
    found: `SHA-256 ${sha256Hex(bytes)}`,
    expected: 'another; what the ledger holds of it is the same',
    witness: 'its hash in the ledger',
  });
}

/** The members that are in the record and not in the ledger. */
const rest = [
  'resumed',
  'approvedPlan',
  'preflight',
  'smoke',
  'deployments',
  'problems',
  'endedAt',
  'ledger',
];

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
