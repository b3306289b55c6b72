import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import { ProblemError, throwIfAny } from '../../core/errors/problem.ts';
import { readChain, type Chain, type FactFile } from '../../core/ledger/chain.ts';
import type { Fact } from '../../core/ledger/fact.ts';
import { parseFact } from '../../core/ledger/parse.ts';
import { factBytes, sealFact } from '../../core/ledger/seal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { isEnvironmentName, requireEnvironmentName } from './environment-name.ts';
import { requireExpectedTail } from './expected-tail.ts';

/**
 * A ledger in a directory: `<directory>/<environment>/<ulid>.json`.
 *
 * No lock, because a lock outlives a process that is killed. A writer puts its fact, complete and synced, under the name
 * `.claims/<id of the fact before it>.json` with a hard link, which only one writer can do; that is the moment in which the fact is in
 * the ledger. The link under its own name follows, and the next writer makes it where the first one died in between.
 * A writer killed earlier leaves a `.claims/new-…` behind that nobody looks at.
 */
export function directoryLedger(directory: string, clock: Clock): Ledger {
  const guarded = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      throw unusable(directory, error);
    });
  return {
    address: directory,
    read: (environment) => guarded(() => readFacts(directory, environment)),
    environments: () => guarded(() => environmentsIn(directory)),
    append: (environment, draft, { expectedTail } = {}) =>
      guarded(async () => {
        for (;;) {
          const facts = await readFacts(directory, environment, giveName);
          requireExpectedTail(environment, facts, expectedTail);
          const tail = facts.at(-1);
          const fact = sealFact(draft, { environment, tail, now: clock.now() });
          if (await claim(join(directory, environment), tail, fact)) return fact;
        }
      }),
  };
}

async function environmentsIn(directory: string): Promise<readonly string[]> {
  const names = (await entriesOf(directory)).filter(isEnvironmentName).sort();
  const found: string[] = [];
  for (const name of names)
    if ((await stat(join(directory, name))).isDirectory() && (await hasFacts(join(directory, name))))
      found.push(name);
  return found;
}

async function hasFacts(folder: string): Promise<boolean> {
  if ((await entriesOf(folder)).some(isFactName)) return true;
  return (await readIfThere(claimAfter(folder, undefined))) !== undefined;
}

function isFactName(name: string): boolean {
  return /^[^.].*\.json$/.test(name);
}

type Heal = (folder: string, tail: Fact | undefined, fact: Fact) => Promise<void>;

/** A reader needs no permission to write: only a writer makes the names that are missing (`heal`). */
async function readFacts(directory: string, environment: string, heal?: Heal): Promise<readonly Fact[]> {
  requireEnvironmentName(environment);
  const folder = join(directory, environment);
  let chain = await chainOf(folder, environment, heal);
  // A listing made while others write may hold a fact and lack the one before it: only what stays broken is broken.
  for (let again = 0; again < 3 && chain.problems.length > 0; again++)
    chain = await chainOf(folder, environment, heal);
  throwIfAny(chain.problems);
  return chain.facts;
}

/** The facts that have their names, and after them what only has its claim yet. */
async function chainOf(folder: string, environment: string, heal: Heal | undefined): Promise<Chain> {
  const names = (await entriesOf(folder)).filter(isFactName);
  const files: FactFile[] = [];
  for (const name of names) files.push({ name, text: await readFile(join(folder, name), 'utf8') });
  let chain = readChain(environment, files);
  for (;;) {
    const claimed = await readIfThere(claimAfter(folder, chain.facts.at(-1)));
    if (claimed === undefined || chain.problems.length > 0) return chain;
    const parsed = parseFact(claimed, `${environment}/.claims`);
    if ('problem' in parsed) return { facts: chain.facts, problems: [parsed.problem] };
    const { fact } = parsed;
    await heal?.(folder, chain.facts.at(-1), fact);
    files.push({ name: `${fact.id}.json`, text: claimed });
    chain = readChain(environment, files);
  }
}

/** Puts the fact after `tail`; false when another writer was first. */
async function claim(folder: string, tail: Fact | undefined, fact: Fact): Promise<boolean> {
  const claims = join(folder, '.claims');
  await mkdir(claims, { recursive: true });
  const draft = join(claims, `new-${randomUUID()}`);
  try {
    await writeDurably(draft, factBytes(fact));
    if (!(await linkIfFree(draft, claimAfter(folder, tail)))) return false;
    await syncFolder(claims);
    await giveName(folder, tail, fact);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

async function giveName(folder: string, tail: Fact | undefined, fact: Fact): Promise<void> {
  await linkIfFree(claimAfter(folder, tail), join(folder, `${fact.id}.json`));
  await syncFolder(folder);
}

function claimAfter(folder: string, tail: Fact | undefined): string {
  return join(folder, '.claims', `${tail?.id ?? 'first'}.json`);
}

async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder survive a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function entriesOf(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error && 'code' in error ? String(error.code) : undefined;
}

function unusable(directory: string, error: unknown): unknown {
  const isOurs = error instanceof ProblemError || codeOf(error) === undefined;
  if (isOurs) return error;
  return ledgerErrors.directoryUnusable.error(
    { directory, reason: (error as Error).message },
    { cause: error },
  );
}
