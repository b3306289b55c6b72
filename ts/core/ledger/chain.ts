import { ledgerErrors } from '../errors/catalogue/ledger.ts';
import type { Problem } from '../errors/problem.ts';
import type { Fact } from './fact.ts';
import { parseFact, type ParsedFact } from './parse.ts';
import { factHash, isHashOf } from './seal.ts';

/** A fact's file as an adapter found it: `name` is `<ulid>.json`. */
export interface FactFile {
  readonly name: string;
  readonly text: string;
}

/** What the files of one environment say: all facts, oldest first, or everything that is wrong with them. */
export interface Chain {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** A file that was parsed, as a fact of its environment. */
export interface ReadFile extends FactFile {
  readonly read: ParsedFact;
}

/** One file by itself: what it holds, and that it lies where it says. */
export function readFile(environment: string, { name, text }: FactFile): ReadFile {
  const file = `${environment}/${name}`;
  const read = parseFact(text, file);
  const reason = 'fact' in read ? misplacement(read.fact, environment, name) : undefined;
  return { name, text, read: reason === undefined ? read : { problem: misplaced(file, reason) } };
}

function misplacement(fact: Fact, environment: string, name: string): string | undefined {
  if (`${fact.id}.json` !== name) return `its id is ${fact.id}`;
  return fact.environment === environment ? undefined : `it is about the environment ${fact.environment}`;
}

/** The files of one environment, in any order. `facts` can be relied on only when there are no problems. */
export function chainOf(files: readonly ReadFile[]): Chain {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const facts = sorted.flatMap(({ read }) => ('fact' in read ? [read.fact] : []));
  const problems = sorted.flatMap(({ read }) => ('problem' in read ? [read.problem] : []));
  return { facts, problems: problems.length > 0 ? problems : checkChain(facts) };
}

/** Both at once, for files that are at hand. */
export function readChain(environment: string, files: readonly FactFile[]): Chain {
  return chainOf(files.map((file) => readFile(environment, file)));
}

/**
 * Whether each fact names the hash of the one before it. A fact that was changed, removed, inserted or moved shows as a broken link
 * at its successor; only the newest fact has none, and is guarded by the storage's own history.
 */
export function checkChain(facts: readonly Fact[]): readonly Problem[] {
  const problems: Problem[] = [];
  let before: Fact | undefined;
  for (const fact of facts) {
    if (!follows(fact, before)) problems.push(brokenLink(fact, before, facts));
    before = fact;
  }
  return problems;
}

function follows({ previous }: Fact, before: Fact | undefined): boolean {
  return before && previous !== null ? isHashOf(previous, before) : !before && previous === null;
}

function brokenLink(fact: Fact, before: Fact | undefined, facts: readonly Fact[]): Problem {
  const environment = fact.environment;
  const named = facts.find((other) => factHash(other) === fact.previous);
  const reason =
    fact.previous === null
      ? `it claims to be the first, but ${before?.id ?? 'another'} stands before it`
      : named
        ? `it follows ${named.id}, but ${before?.id ?? 'nothing'} stands before it`
        : before
          ? `${before.id} before it was changed, or a fact between them is missing`
          : 'the facts before it are missing';
  return ledgerErrors.chainBroken.problem({ environment, fact: fact.id, reason });
}

function misplaced(file: string, reason: string): Problem {
  return ledgerErrors.factUnreadable.problem({ file, reason }, { file });
}
