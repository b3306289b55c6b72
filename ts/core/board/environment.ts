import type { Environment } from '../config/config.ts';
import { existenceOf, sinceDestroyed, type Existence } from '../existence/existence.ts';
import { freezesHolding, type Holding } from '../freeze/holding.ts';
import { environmentState } from '../ledger/environment-state.ts';
import type { Fact } from '../ledger/fact.ts';
import type { ReleaseId } from '../release/release.ts';
import type { Recorded } from './board.ts';
import type { FirstSeen } from './first-seen.ts';
import { historyOf, type HistoryRow } from './history.ts';
import { driftOf, type Live } from './live.ts';
import { measuresOf, type Measures } from './measures/measures.ts';
import { runningIn, type Running, type Since } from './running.ts';
import { waitingFor, type Waiting } from './waiting.ts';

/** One environment as the board shows it. */
export interface BoardEnvironment {
  readonly name: string;
  readonly promotesFrom: readonly string[];
  /** Null: nothing that was recorded runs, or the environment is down. */
  readonly running: Running | null;
  /** A promotion that has not ended. */
  readonly underWay: (Since & { readonly releaseId: ReleaseId; readonly question: boolean }) | null;
  readonly stop: (Since & { readonly reason: string }) | null;
  /** Freezes that hold now, the one that ends last first. */
  readonly frozen: readonly Holding[];
  /** Where the environment comes and goes. */
  readonly existence: Existence['state'] | null;
  /** What runs instead of what was recorded, by service. */
  readonly drift: ReadonlyMap<string, string>;
  /** Why AWS could not be asked; null where it was, or where nobody wanted to. */
  readonly unreachable: string | null;
  readonly waiting: Waiting;
  readonly measures: Measures;
  /** Every promotion, the newest first. */
  readonly history: readonly HistoryRow[];
}

export function environmentOf(
  environment: Environment,
  { config, facts, live, now, days }: Recorded,
  seen: FirstSeen,
): BoardEnvironment {
  const { name, promotesFrom, onDemand } = environment;
  const own = facts.get(name) ?? [];
  const state = environmentState(name, own);
  const found = live?.get(name);
  const existence = onDemand ? existenceOf(own).state : null;
  const running = runningNow(name, own);
  const { unfinished, stop } = state;
  return {
    name,
    promotesFrom,
    running,
    underWay: unfinished && {
      releaseId: unfinished.intent.releaseId,
      at: unfinished.intent.at,
      by: unfinished.intent.by.name,
      question: unfinished.open !== null,
    },
    stop: stop && { at: stop.at, by: stop.by.name, reason: stop.reason },
    frozen: freezesHolding(environment.freezes, now),
    existence,
    drift: driftIn(environment, running, found),
    unreachable: found && 'unreachable' in found ? found.unreachable : null,
    waiting: waitingFor(environment, config, facts, running, now),
    measures: measuresOf(own, seen, now, days),
    history: historyOf(state),
  };
}

/** What ran before an environment was last destroyed runs no more. */
function runningNow(name: string, facts: readonly Fact[]): Running | null {
  const since = sinceDestroyed(facts);
  return runningIn(since, environmentState(name, since));
}

function driftIn(
  { services }: Environment,
  running: Running | null,
  live: Live | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    services.flatMap((target) => {
      const drift = driftOf(target, running?.release.services[target.service], live);
      return drift === null ? [] : [[target.service, drift] as const];
    }),
  );
}
