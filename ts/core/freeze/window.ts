import type { Freeze } from '../config/config.ts';
import { isOn, type Moment } from './moment.ts';
import { instantsOf, localDay } from './zone.ts';

/** No freeze that comes again lasts longer than it takes to come again: so far back its beginning has to be looked for, in days. */
const periods: Readonly<Record<Exclude<Moment['every'], 'never'>, number>> = { day: 1, week: 7, year: 366 };

/**
 * When the freeze that holds now ends (milliseconds since the epoch); null while none does. A beginning and the end that a calendar
 * shows next after it belong together. Where a clock reads a time twice, a freeze begins at the first and ends at the last, so that it
 * is never shorter than it says; where the clock jumps over the time, it is the moment of the jump.
 */
export function frozenUntil(freeze: Freeze, now: number): number | null {
  const ends = windowsAround(freeze, now)
    .filter(({ begins, ends }) => begins <= now && now < ends)
    .map(({ ends }) => ends);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** The first moment from now on at which none of them holds; null when that is not to be seen. */
export function opening(freezes: readonly Freeze[], now: number): number | null {
  let moment = now;
  for (let windows = 0; windows < 1000; windows++) {
    const ends = freezes.flatMap((freeze) => frozenUntil(freeze, moment) ?? []);
    if (ends.length === 0) return moment;
    moment = Math.max(...ends);
  }
  return null;
}

function windowsAround({ from, until, timeZone }: Freeze, now: number) {
  return beginnings(from, localDay(now, timeZone)).map((day) => ({
    begins: instantsOf({ day, minute: from.minute }, timeZone).first,
    ends: instantsOf({ day: endDay(until, day, from.minute), minute: until.minute }, timeZone).last,
  }));
}

/** The days on which a freeze that holds today may have begun. */
function beginnings(from: Moment, today: number): readonly number[] {
  if (from.every === 'never') return [from.day];
  const back = periods[from.every] + 1;
  return Array.from({ length: back + 1 }, (_, at) => today - back + at).filter((day) => isOn(from, day));
}

/** The first day, from the beginning's on, with the end in it; on the same day it is later. */
function endDay(until: Moment, begun: number, minute: number): number {
  if (until.every === 'never') return until.day;
  const first = until.minute > minute ? begun : begun + 1;
  return Array.from({ length: 367 }, (_, at) => first + at).find((day) => isOn(until, day)) ?? first;
}
