import type { Config } from '../config/config.ts';
import type { Fact } from '../ledger/fact.ts';
import { environmentOf, type BoardEnvironment } from './environment.ts';
import { firstSeen } from './first-seen.ts';
import type { Live } from './live.ts';
import { servicesOf, type BoardService } from './services.ts';

/** Everything that the board shows, as a value: what is drawn from it, and how, is in `render/`. */
export interface Board {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** How many days back the measures and the drawings look. */
  readonly days: number;
  /** How many facts the ledger has of these environments. */
  readonly records: number;
  /** Whether AWS was asked what runs. */
  readonly looked: boolean;
  /** In the order of the configuration. */
  readonly environments: readonly BoardEnvironment[];
  /** Likewise. */
  readonly services: readonly BoardService[];
}

/** What the board is made from. */
export interface Recorded {
  readonly config: Config;
  /** Of every environment, by name; oldest first. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  /** What runs, by environment; null when nobody looked. */
  readonly live: ReadonlyMap<string, Live> | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly days: number;
}

export function boardOf(recorded: Recorded): Board {
  const { config, facts, live, now, days } = recorded;
  const all = [...facts.values()].flat();
  const seen = firstSeen(all);
  const environments = config.environments.map((one) => environmentOf(one, recorded, seen));
  return {
    at: new Date(now).toISOString(),
    days,
    records: all.length,
    looked: live !== null,
    environments,
    services: servicesOf(config, environments),
  };
}
