import type { CheckPrerequisite, Config, Environment } from '../config/config.ts';
import { environmentsBefore } from '../config/environments-before.ts';
import { dueErrors } from '../errors/catalogue/due.ts';
import type { Problem } from '../errors/problem.ts';
import type { CheckAnswer } from '../external/check.ts';
import { refusals } from '../gates/gates.ts';
import { checksToAsk } from '../gates/prerequisites.ts';
import type { Situation } from '../gates/situation.ts';
import { unasked } from '../gates/unasked.ts';
import { environmentState, recordedReleases, type EnvironmentState } from '../ledger/environment-state.ts';
import type { Fact, Verification } from '../ledger/fact.ts';
import { haveSameServices } from '../release/release-id.ts';
import type { ReleaseId } from '../release/release.ts';
import { shortId } from '../release/short-id.ts';
import { heldBy } from './held.ts';

/** What may come to one environment by itself now, and what not. */
export interface Due {
  readonly environment: string;
  /** Jenkins job that deploys to it. */
  readonly job: string;
  readonly release: DueRelease | null;
  /** Whether people must approve it first. */
  readonly needsApproval: boolean;
  /** Why nothing comes by itself at all. */
  readonly held: Problem | null;
  /** Newer releases that may not come yet, the newest first. */
  readonly waiting: readonly { readonly releaseId: ReleaseId; readonly problems: readonly Problem[] }[];
}

export interface DueRelease {
  readonly releaseId: ReleaseId;
  /** The environment that verified it, and when (ISO 8601). */
  readonly verifiedIn: string;
  readonly verifiedAt: string;
  /** The Jenkins build that did, which has archived the release; null outside Jenkins. */
  readonly build: { readonly job: string; readonly number: number } | null;
}

/** An answer, and what must be asked outside before it is one. */
export interface DueSoFar {
  readonly due: Due;
  /** The release that would be due, where it depends on external checks that have not been asked. */
  readonly asking: Situation | null;
}

/**
 * The newest release that the environments before this one have verified and that every gate lets in. From the ledger, the configuration
 * and what external checks said: what runs and which images there are is asked when it is promoted.
 *
 * @param facts of the environment and of all before it, by name
 * @param now milliseconds since the epoch
 * @param checks what was asked so far; each check once, whichever release it was asked about
 */
export function dueIn(
  environment: Environment,
  config: Config,
  facts: ReadonlyMap<string, readonly Fact[]>,
  now: number,
  checks: ReadonlyMap<CheckPrerequisite, CheckAnswer> = new Map(),
): DueSoFar {
  const { name, job, approval } = environment;
  const { state, verified, shared } = gathered(environment, config, facts, now, checks);
  const held = heldBy(state, new Set(verified.map((one) => one.servicesHash)));
  const judged = untilOpen(held ? [] : candidates(verified, state), (verification) => ({
    verification,
    problems: [...tried(verification, state), ...refusals(situationOf(verification, shared))],
  }));
  const open = judged.find(({ problems }) => problems.length === 0)?.verification;
  const due = {
    environment: name,
    job,
    release: open ? dueRelease(open) : null,
    needsApproval: open !== undefined && approval !== undefined,
    held,
    waiting: judged
      .filter(({ problems }) => problems.length > 0)
      .map(({ verification: { releaseId }, problems }) => ({ releaseId, problems })),
  };
  return { due, asking: open ? unanswered({ ...situationOf(open, shared), checks }) : null };
}

function unanswered(situation: Situation): Situation | null {
  return checksToAsk(situation).every(({ prerequisite }) => situation.checks.has(prerequisite))
    ? null
    : situation;
}

/** A release that was verified before an environment and not yet in it, and what its gates say when a person asks. */
export interface Coming {
  readonly verification: Verification;
  /** Empty: it may be promoted now. */
  readonly problems: readonly Problem[];
  /** External checks that are asked when it is promoted, and were not asked here. */
  readonly asks: readonly CheckPrerequisite[];
}

/**
 * What people could promote to the environment, the newest first, as far as to the first that every gate lets in. What keeps a timer
 * back (`held`, what failed before) does not keep people back.
 *
 * @param most how many are judged at most
 */
export function comingTo(
  environment: Environment,
  config: Config,
  facts: ReadonlyMap<string, readonly Fact[]>,
  now: number,
  most: number,
): { readonly releases: readonly Coming[]; readonly more: number } {
  const { state, verified, shared } = gathered(environment, config, facts, now, new Map());
  const newest = candidates(verified, state);
  const releases = untilOpen(newest.slice(0, most), (verification): Coming => {
    const situation = situationOf(verification, shared);
    const asks = checksToAsk(situation).map(({ prerequisite }) => prerequisite);
    return { verification, problems: refusals(situation), asks };
  });
  return { releases, more: newest.length - releases.length };
}

/** Judges one after the other, as far as to the first that nothing holds: what is older is no matter then. */
function untilOpen<Judged extends { readonly problems: readonly Problem[] }>(
  newestFirst: readonly Verification[],
  judge: (verification: Verification) => Judged,
): readonly Judged[] {
  const judged: Judged[] = [];
  for (const verification of newestFirst) {
    const one = judge(verification);
    judged.push(one);
    if (one.problems.length === 0) break;
  }
  return judged;
}

function gathered(
  environment: Environment,
  config: Config,
  facts: ReadonlyMap<string, readonly Fact[]>,
  now: number,
  asked: ReadonlyMap<CheckPrerequisite, CheckAnswer>,
) {
  const stateOf = (one: string) => environmentState(one, facts.get(one) ?? []);
  const state = stateOf(environment.name);
  const upstream = new Map(environmentsBefore(environment, config).map((one) => [one, stateOf(one)]));
  const verified = environment.promotesFrom.flatMap((one) => upstream.get(one)?.verifications ?? []);
  const known = recordedReleases([...facts.values()].flat());
  const checks = new Map([...unasked(environment), ...asked]);
  return { state, verified, shared: { config, environment, state, upstream, known, checks, now } };
}

/** Each set of services once, the newest first, down to what this environment has verified itself. */
function candidates(verified: readonly Verification[], state: EnvironmentState): readonly Verification[] {
  const here = new Set(state.verifications.map((one) => one.servicesHash));
  const newestFirst = verified.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const each = newestFirst.filter(
    (one, at) => newestFirst.findIndex((other) => other.servicesHash === one.servicesHash) === at,
  );
  const known = each.findIndex((one) => here.has(one.servicesHash));
  return known < 0 ? each : each.slice(0, known);
}

/** It was begun here before; had it been verified and stood so, it would be no candidate. */
function tried({ release, releaseId }: Verification, state: EnvironmentState): readonly Problem[] {
  const last = state.promotions.findLast(({ intent }) => haveSameServices(intent.release, release));
  const { environment } = state;
  return last
    ? [dueErrors.tried.problem({ environment, release: shortId(releaseId), at: last.intent.at })]
    : [];
}

/** Nobody looks at what runs: gates that ask of services that move take those that differ from what was verified last. */
function situationOf(
  { release, releaseId, servicesHash: hash }: Verification,
  shared: Pick<Situation, 'config' | 'environment' | 'state' | 'upstream' | 'known' | 'checks' | 'now'>,
): Situation {
  return {
    ...shared,
    release,
    releaseId,
    servicesHash: hash,
    live: new Map(),
    images: new Map(),
    request: { by: { name: 'automatic' }, reason: null, kind: 'promote', exceptions: {} },
  };
}

function dueRelease({ releaseId, environment, at, by }: Verification): DueRelease {
  const build = by.build ? { job: by.build.job, number: by.build.number } : null;
  return { releaseId, verifiedIn: environment, verifiedAt: at, build };
}
