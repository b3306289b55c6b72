import type { Freeze } from '../config/config.ts';
import { frozenUntil } from './window.ts';
import { localText } from './zone.ts';

/** A freeze that holds at a moment, whether or not anything wants to move. */
export interface Holding {
  readonly name: string;
  /** When it ends, ISO 8601, UTC. */
  readonly until: string;
  /** The same on the wall of its time zone: `Mon 2026-11-09 08:00 Australia/Melbourne`. */
  readonly local: string;
  /** Null: all of them. */
  readonly services: readonly string[] | null;
  readonly reason: string | null;
}

/** Those that hold now, the one that ends last first. */
export function freezesHolding(freezes: readonly Freeze[], now: number): readonly Holding[] {
  return freezes
    .flatMap((freeze) => {
      const ends = frozenUntil(freeze, now);
      return ends === null ? [] : [{ freeze, ends }];
    })
    .toSorted((a, b) => b.ends - a.ends)
    .map(({ freeze: { name, timeZone, services = null, reason = null }, ends }) => ({
      name,
      until: new Date(ends).toISOString(),
      local: localText(ends, timeZone),
      services,
      reason,
    }));
}
