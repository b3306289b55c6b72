import type { Environment } from '../config/config.ts';
import { instantsOf, localDay } from '../freeze/zone.ts';
import { isHalfGone, type Existence } from './existence.ts';

/**
 * When an environment on demand is to be destroyed (milliseconds since the epoch); null while nothing says so. That is the first
 * `destroyAt` after it came up, and not before its lease has run out. Without a `destroyAt` the lease alone says it. A destroy that
 * was not finished is due from then on, whatever else is said: what is left of it is of no use.
 */
export function endsAt(existence: Existence, onDemand: NonNullable<Environment['onDemand']>): number | null {
  const { state, upSince, lease, last } = existence;
  if (state === 'down' || upSince === null) return null;
  if (isHalfGone(existence)) return Date.parse(last?.at ?? upSince);
  const ends = [
    ...(onDemand.destroyAt === undefined
      ? []
      : [nextTime(onDemand.destroyAt, onDemand.timeZone ?? 'UTC', Date.parse(upSince))]),
    ...(lease ? [Date.parse(lease.until)] : []),
  ];
  return ends.length === 0 ? null : Math.max(...ends);
}

/** The first time after an instant that the wall clock reads `HH:MM`; the last of two on a night when clocks go back. */
function nextTime(time: string, timeZone: string, after: number): number {
  const [hours, minutes] = time.split(':').map(Number);
  const minute = (hours ?? 0) * 60 + (minutes ?? 0);
  const today = localDay(after, timeZone);
  const on = (day: number) => instantsOf({ day, minute }, timeZone).last;
  return on(today) > after ? on(today) : on(today + 1);
}
