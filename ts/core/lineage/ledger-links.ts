import { decodeTime } from 'ulid';
import type { FactFile } from '../ledger/chain.ts';
import type { Fact } from '../ledger/fact.ts';
import { parseFact } from '../ledger/parse.ts';
import { factHash, isSealed } from '../ledger/seal.ts';
import { canonicalJson } from '../release/canonical.ts';
import type { Links } from './links.ts';

/** Each environment's facts, oldest first: those that can be read, whether or not their chain holds. */
export type Facts = ReadonlyMap<string, readonly Fact[]>;

/** `live/01K….json`, as it lies in the ledger. */
export function factFile({ environment, id }: Fact): string {
  return `${environment}/${id}.json`;
}

/**
 * Reads every environment's files and checks, byte by byte, that they are the facts that were written: their text is the canonical one,
 * the id is that of the content, each names the hash of the one before it, and what a fact says of other environments is still there.
 */
export function readLedger(
  ledger: ReadonlyMap<string, readonly FactFile[]>,
  noted: ReadonlyMap<string, string>,
  links: Links,
): Facts {
  const facts = new Map([...ledger].map(([name, files]) => [name, readEnvironment(name, files, links)]));
  const known = new Map([...facts].map(([name, all]) => [name, new Set(all.map(factHash))]));
  for (const fact of [...facts.values()].flat()) checkUpstream(fact, known, links);
  for (const [environment, hash] of noted)
    requireFact(environment, hash, 'the note of `ledger verify`', known, links);
  return facts;
}

/** The hashes of each environment's facts. */
type Known = ReadonlyMap<string, ReadonlySet<string>>;

function readEnvironment(environment: string, files: readonly FactFile[], links: Links): readonly Fact[] {
  const facts: Fact[] = [];
  let before: { readonly fact: Fact | null; readonly file: string } | undefined;
  for (const { name, text } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = `${environment}/${name}`;
    const fact = readFact(file, text, links);
    if (fact) {
      checkPlace(fact, environment, name, links);
      checkPrevious(fact, file, before, links);
      facts.push(fact);
    }
    before = { fact, file };
  }
  return facts;
}

function readFact(file: string, text: string, links: Links): Fact | null {
  const parsed = parseFact(text, file);
  if ('problem' in parsed) {
    const found = parsed.problem.what;
    links.altered({ file, field: 'the text', found, expected: 'a fact', witness: 'the ledger' });
    return null;
  }
  const { fact } = parsed;
  const canonical = canonicalJson(fact);
  if (text !== canonical) {
    const where = `character ${firstOther(text, canonical) + 1}`;
    links.altered({
      file,
      field: 'the layout',
      found: `other at ${where}`,
      expected: 'canonical JSON',
      witness: file,
    });
  } else if (!isSealed(fact)) {
    links.altered({
      file,
      field: 'the content',
      found: 'another',
      expected: 'the one whose hash is in its id',
      witness: file,
    });
  } else links.holds();
  return fact;
}

function firstOther(text: string, canonical: string): number {
  let at = 0;
  while (at < canonical.length && text[at] === canonical[at]) at += 1;
  return at;
}

function checkPlace(fact: Fact, environment: string, name: string, links: Links): void {
  links.same(`${environment}/${name}`, 'id', fact.id, name.replace(/\.json$/, ''), 'its name');
  links.same(`${environment}/${name}`, 'environment', fact.environment, environment, 'its folder');
}

/** A fact that was changed is told once: what follows it can only say the same. */
function checkPrevious(
  fact: Fact,
  file: string,
  before: { readonly fact: Fact | null; readonly file: string } | undefined,
  links: Links,
): void {
  if (before && links.isBroken(before.file)) return;
  if (links.isBroken(file)) return;
  if (fact.previous !== (before?.fact ? factHash(before.fact) : null)) {
    links.missing(`a fact between ${before?.file ?? 'the beginning'} and ${file}`, file);
    return;
  }
  const time = Math.max(Date.parse(fact.at), before?.fact ? decodeTime(before.fact.id) + 1 : 1);
  links.same(file, 'the time in its id', decodeTime(fact.id), time, 'its `at`');
}

/** What was known of other environments when this was decided. */
function checkUpstream(fact: Fact, known: Known, links: Links): void {
  if (fact.kind !== 'promotion' || fact.phase !== 'intent') return;
  for (const [environment, hash] of Object.entries(fact.upstream ?? {}))
    requireFact(environment, hash, factFile(fact), known, links);
}

function requireFact(environment: string, hash: string, witness: string, known: Known, links: Links): void {
  if (known.get(environment)?.has(hash)) links.holds();
  // A fact that was changed has another hash now, and is told already.
  else if (!links.broken.some(({ file }) => file.startsWith(`${environment}/`)))
    links.missing(`the fact of ${environment} with the SHA-256 ${hash}`, witness);
}
