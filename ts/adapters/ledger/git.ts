import { randomUUID } from 'node:crypto';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import { throwIfAny } from '../../core/errors/problem.ts';
import { readChain, type FactFile } from '../../core/ledger/chain.ts';
import type { Fact, FactDraft } from '../../core/ledger/fact.ts';
import { factBytes, sealFact } from '../../core/ledger/seal.ts';
import type { Clock } from '../../ports/clock.ts';
import { withoutSecrets } from './address.ts';
import { isEnvironmentName, requireEnvironmentName } from './environment-name.ts';
import { requireExpectedTail } from './expected-tail.ts';
import { failureOf, gitProblem } from './git-failure.ts';
import { endedFromOutside, type Environment } from './git-program.ts';
import { gitStore, type GitStore } from './git-store.ts';
import type { OpenedLedger } from './index.ts';

const attempts = 20;

export interface GitLedgerPlace {
  readonly remote: string;
  readonly branch: string;
}

/**
 * A ledger in a branch of a git repository, which need not exist yet and shares no history with others. Writers are kept apart by the
 * server: a push that does not follow the branch's newest commit is rejected, and then the fact is sealed anew after the newest one.
 */
export function gitLedger(
  { remote, branch }: GitLedgerPlace,
  { clock, environment }: { readonly clock: Clock; readonly environment: Environment },
): OpenedLedger {
  const address = `${withoutSecrets(remote)}#${branch}`;
  const store = gitStore(remote, branch, environment);
  const inTurn = queue();
  const ask = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(() =>
      work().catch((error: unknown) => {
        throw gitProblem(address, error);
      }),
    );
  return {
    address,
    read: (name) => ask(async () => readFacts(store, await newest(store, clock), name)),
    files: (name) => ask(async () => filesIn(store, await newest(store, clock), name)),
    environments: () => ask(async () => environmentsIn(store, await newest(store, clock))),
    append: (name, draft, { expectedTail } = {}) =>
      ask(() => append(store, { address, clock, environment: name, draft, expectedTail })),
    close: () => inTurn(() => store.close()),
  };
}

interface Request {
  readonly address: string;
  readonly clock: Clock;
  readonly environment: string;
  readonly draft: FactDraft;
  readonly expectedTail: string | null | undefined;
}

async function append(store: GitStore, request: Request): Promise<Fact> {
  const { clock, environment, draft, expectedTail } = request;
  let unsure: Fact | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // Whether the branch has moved on is for the push to find out: asking first would not make it any surer.
    const parent = (attempt === 1 ? store.lastSeen() : undefined) ?? (await newest(store, clock));
    const facts = await readFacts(store, parent, environment);
    // The push whose answer we did not get may have arrived.
    const arrived = facts.find(({ id }) => id === unsure?.id);
    if (arrived) return arrived;
    requireExpectedTail(environment, facts, expectedTail);
    const fact = sealFact(draft, { environment, tail: facts.at(-1), now: clock.now() });
    const made = await store.commit(additionOf(fact, parent, clock.now()));
    try {
      await store.push(made);
      return fact;
    } catch (error) {
      const failure = failureOf(error);
      const mayHaveArrived = failure === 'unreachable' || failure === 'other';
      if (mayHaveArrived && unsure === undefined) unsure = fact;
      else if (failure !== 'moved') throw error;
    }
    await clock.sleep(pause(fact.id, attempt));
  }
  throw ledgerErrors.busy.error({ address: request.address, attempts });
}

function additionOf(fact: Fact, parent: string | undefined, at: number): Parameters<GitStore['commit']>[0] {
  return {
    parent,
    folder: fact.environment,
    name: `${fact.id}.json`,
    content: factBytes(fact).toString('utf8'),
    message: messageOf(fact),
    at,
  };
}

/**
 * The last line makes each writer's commit another one: two writers that record the same thing in the same second would otherwise make
 * the same commit, and both believe that it was theirs that was pushed.
 */
function messageOf(fact: Fact): string {
  const release = 'releaseId' in fact ? ` ${fact.releaseId.slice(0, 7)}` : '';
  return `${fact.kind} ${fact.environment}${release}\n\nWriter: ${randomUUID()}\n`;
}

async function readFacts(
  store: GitStore,
  commit: string | undefined,
  environment: string,
): Promise<readonly Fact[]> {
  const { facts, problems } = readChain(environment, await filesIn(store, commit, environment));
  throwIfAny(problems);
  return facts;
}

async function filesIn(
  store: GitStore,
  commit: string | undefined,
  environment: string,
): Promise<readonly FactFile[]> {
  requireEnvironmentName(environment);
  return commit === undefined ? [] : store.files(commit, environment);
}

async function environmentsIn(store: GitStore, commit: string | undefined): Promise<readonly string[]> {
  return commit === undefined ? [] : (await store.folders(commit)).filter(isEnvironmentName).sort();
}

const mayPass = new RegExp(
  `could not resolve|connection|timed? ?out|hung up|early EOF|HTTP (code )?5\\d\\d|${endedFromOutside}`,
  'i',
);

/** Reading may be asked for again without harm; a network that fails for a moment should not end a promotion. */
async function newest(store: GitStore, clock: Clock): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.newest();
    } catch (error) {
      if (attempt >= 3 || !mayPass.test(String(error))) throw error;
      await clock.sleep(1000 * attempt);
    }
  }
}

/** Longer each time and different for each writer, so that two of them do not meet again and again; milliseconds. */
function pause(factId: string, attempt: number): number {
  const share = (factId.charCodeAt(25 - (attempt % 16)) % 32) / 32;
  return Math.round((0.5 + share) * Math.min(100 * 1.5 ** attempt, 2000));
}

/** One after the other: git in one repository does not take two commands at a time. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
