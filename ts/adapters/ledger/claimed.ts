import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import { throwIfAny } from '../../core/errors/problem.ts';
import { chainOf, readFile, type Chain, type ReadFile } from '../../core/ledger/chain.ts';
import type { Fact } from '../../core/ledger/fact.ts';
import { parseFact } from '../../core/ledger/parse.ts';
import { factBytes, sealFact } from '../../core/ledger/seal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { isEnvironmentName, requireEnvironmentName } from './environment-name.ts';
import { requireExpectedTail } from './expected-tail.ts';

/** Where whole files can be put that are never rewritten. Paths are relative, with `/` between their parts. */
export interface Shelf {
  /** The place, for people. */
  readonly address: string;
  /** Names of the folders at the top. */
  folders(): Promise<readonly string[]>;
  /** Names of the files that lie in a folder itself; none where the folder is not there. */
  files(folder: string): Promise<readonly string[]>;
  read(path: string): Promise<string | undefined>;
  /**
   * Puts a complete file where none is, and resolves once it is durable. False where a file is there already, or may be: then the
   * caller looks. Of several that put at once one succeeds, whoever they are.
   */
  put(path: string, bytes: Buffer): Promise<boolean>;
}

/**
 * A ledger on a shelf: `<environment>/<ulid>.json`.
 *
 * No lock, because a lock outlives a process that is killed. A writer puts its fact under the name
 * `.claims/<id of the fact before it>.json`, which only one writer can do; that is the moment in which the fact is in the ledger. The
 * fact under its own name follows, and the next writer puts it where the first one died in between.
 */
export function claimedLedger(shelf: Shelf, clock: Clock): Ledger {
  return {
    address: shelf.address,
    read: (environment) => factsOf(shelf, environment),
    files: async (environment) => (await found(shelf, environment)).files,
    environments: () => environmentsOn(shelf),
    append: async (environment, draft, { expectedTail } = {}) => {
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const facts = await factsOf(shelf, environment, giveName);
        requireExpectedTail(environment, facts, expectedTail);
        const tail = facts.at(-1);
        const fact = sealFact(draft, { environment, tail, now: clock.now() });
        if (await shelf.put(claimAfter(environment, tail), factBytes(fact))) {
          await giveName(shelf, fact);
          return fact;
        }
      }
      throw ledgerErrors.busy.error({ address: shelf.address, attempts });
    },
  };
}

/** Every writer that comes before us has added a fact, so this many in a row are no traffic but a fault. */
const attempts = 200;
/** Files that are read at the same time. */
const atOnce = 16;

async function environmentsOn(shelf: Shelf): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of (await shelf.folders()).filter(isEnvironmentName).sort())
    if (await hasFacts(shelf, name)) found.push(name);
  return found;
}

async function hasFacts(shelf: Shelf, environment: string): Promise<boolean> {
  if ((await shelf.files(environment)).some(isFactName)) return true;
  return (await shelf.read(claimAfter(environment, undefined))) !== undefined;
}

function isFactName(name: string): boolean {
  return /^[^.].*\.json$/.test(name);
}

type Heal = (shelf: Shelf, fact: Fact) => Promise<void>;

/** A reader needs no permission to write: only a writer puts the names that are missing (`heal`). */
async function factsOf(shelf: Shelf, environment: string, heal?: Heal): Promise<readonly Fact[]> {
  let chain = await found(shelf, environment, heal);
  // A listing made while others write may hold a fact and lack the one before it: only what stays broken is broken.
  for (let again = 0; again < 3 && chain.problems.length > 0; again++)
    chain = await found(shelf, environment, heal);
  throwIfAny(chain.problems);
  return chain.facts;
}

/** The facts that have their names, and after them what only has its claim yet. */
async function found(
  shelf: Shelf,
  environment: string,
  heal?: Heal,
): Promise<Chain & { readonly files: readonly ReadFile[] }> {
  requireEnvironmentName(environment);
  const files = await filesOf(shelf, environment);
  let chain = chainOf(files);
  for (;;) {
    if (chain.problems.length > 0) return { ...chain, files };
    const claimed = await shelf.read(claimAfter(environment, chain.facts.at(-1)));
    if (claimed === undefined) return { ...chain, files };
    const parsed = parseFact(claimed, `${environment}/.claims`);
    if ('problem' in parsed) return { facts: chain.facts, problems: [parsed.problem], files };
    await heal?.(shelf, parsed.fact);
    files.push(readFile(environment, { name: `${parsed.fact.id}.json`, text: claimed }));
    chain = chainOf(files);
  }
}

/** Each is parsed as it arrives, while the shelf brings the others. */
async function filesOf(shelf: Shelf, environment: string): Promise<ReadFile[]> {
  const names = (await shelf.files(environment)).filter(isFactName);
  const files: ReadFile[] = [];
  for (let start = 0; start < names.length; start += atOnce) {
    const read = names.slice(start, start + atOnce).map(async (name) => {
      const text = await shelf.read(`${environment}/${name}`);
      return text === undefined ? [] : [readFile(environment, { name, text })];
    });
    files.push(...(await Promise.all(read)).flat());
  }
  return files;
}

async function giveName(shelf: Shelf, fact: Fact): Promise<void> {
  await shelf.put(`${fact.environment}/${fact.id}.json`, factBytes(fact));
}

function claimAfter(environment: string, tail: Fact | undefined): string {
  return `${environment}/.claims/${tail?.id ?? 'first'}.json`;
}
