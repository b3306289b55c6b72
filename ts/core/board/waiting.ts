import type { Config, Environment } from '../config/config.ts';
import { comingTo, dueIn } from '../due/due.ts';
import type { Problem } from '../errors/problem.ts';
import type { Fact } from '../ledger/fact.ts';
import type { ReleaseId } from '../release/release.ts';
import { isSameBuild } from '../release/same-build.ts';
import type { Running } from './running.ts';

/** What could come to an environment next. */
export interface Waiting {
  /** The newest first, as far as to the first that may come now. */
  readonly releases: readonly WaitingRelease[];
  /** Older ones that nobody looked at. */
  readonly more: number;
  /** Why a timer brings nothing here, in an environment that promotes by itself; null where it does, or never would. */
  readonly held: string | null;
}

export interface WaitingRelease {
  readonly releaseId: ReleaseId;
  readonly verifiedIn: string;
  /** ISO 8601. */
  readonly verifiedAt: string;
  /** Services that would get another build than they run. */
  readonly changes: readonly string[];
  /** What holds it; empty when it may come now. */
  readonly gates: readonly { readonly gate: string; readonly what: string; readonly next: string }[];
  readonly needsApproval: boolean;
  /** How many external checks are asked when it comes, which the board does not ask. */
  readonly asks: number;
}

/** Nobody reads further down a list of what is held than this. */
const mostJudged = 4;

/** @param now milliseconds since the epoch */
export function waitingFor(
  environment: Environment,
  config: Config,
  facts: ReadonlyMap<string, readonly Fact[]>,
  running: Running | null,
  now: number,
): Waiting {
  if (environment.promotesFrom.length === 0) return { releases: [], more: 0, held: null };
  const { releases, more } = comingTo(environment, config, facts, now, mostJudged);
  return {
    releases: releases.map(
      ({ verification: { releaseId, release, environment: verifiedIn, at }, problems, asks }) => ({
        releaseId,
        verifiedIn,
        verifiedAt: at,
        changes: environment.services
          .map(({ service }) => service)
          .filter((service) => !isSameBuild(release.services[service], running?.release.services[service])),
        gates: problems.map(gateOf),
        needsApproval: environment.approval !== undefined,
        asks: asks.length,
      }),
    ),
    more,
    held: environment.automatic ? (dueIn(environment, config, facts, now).due.held?.what ?? null) : null,
  };
}

/** A gate's refusals have codes that begin with `gate-`. */
function gateOf({ code, what, next }: Problem): WaitingRelease['gates'][number] {
  return { gate: code.replace(/^gate-/, ''), what, next };
}
