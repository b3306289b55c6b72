import { ledgerErrors } from '../errors/catalogue/ledger.ts';
import type { Problem } from '../errors/problem.ts';
import type { Fact } from './fact.ts';
import { parseFact } from './parse.ts';
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

/** Reads the files of one environment, in any order. `facts` can be relied on only when there are no problems. */
export function readChain(environment: string, files: readonly FactFile[]): Chain {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  for (const { name, text } of sorted) {
    const file = `${environment}/${name}`;
    const parsed = parseFact(text, file);
    if ('problem' in parsed) problems.push(parsed.problem);
    else if (`${parsed.fact.id}.json` !== name) problems.push(misplaced(file, `its id is ${parsed.fact.id}`));
    else if (parsed.fact.environment !== environment)
      problems.push(misplaced(file, `it is about the environment ${parsed.fact.environment}`));
    else facts.push(parsed.fact);
  }
  return { facts, problems: problems.length > 0 ? problems : checkChain(facts) };
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
