/**
 * Wall clocks of IANA time zones, by the rules that Node carries (`Intl`, full ICU since Node 13): the only place where local times
 * become instants. A day is a number of days since 1970-01-01, as a calendar on the wall counts them.
 */
const dayMilliseconds = 86_400_000;

/** A wall clock reads it: never on the night when clocks go forward over it, twice on the one when they go back. */
export interface LocalTime {
  readonly day: number;
  /** Of the day, 0 to 1439. */
  readonly minute: number;
}

/** The day on the wall at an instant (milliseconds since the epoch). */
export function localDay(instant: number, timeZone: string): number {
  return Math.floor((instant + offsetAt(instant, timeZone)) / dayMilliseconds);
}

/**
 * The first and the last instant at which the wall clock reads this time. Where the clocks go forward over it, both are the moment of
 * the jump, which is when the time is past.
 */
export function instantsOf({ day, minute }: LocalTime, timeZone: string): { first: number; last: number } {
  const reading = day * dayMilliseconds + minute * 60_000;
  // No zone is as far as a day from UTC, so these two are the offsets before and after any change of that night.
  const before = offsetAt(reading - dayMilliseconds, timeZone);
  const after = offsetAt(reading + dayMilliseconds, timeZone);
  const instants = [...new Set([reading - before, reading - after])]
    .filter((instant) => instant + offsetAt(instant, timeZone) === reading)
    .toSorted((a, b) => a - b);
  const [first = jump(reading - after, reading - before, timeZone)] = instants;
  return { first, last: instants.at(-1) ?? first };
}

/** `Mon 2026-11-09 08:00 Australia/Melbourne` */
export function localText(instant: number, timeZone: string): string {
  const local = new Date(instant + offsetAt(instant, timeZone));
  const weekday = weekdays[local.getUTCDay()] ?? '';
  return `${weekday} ${local.toISOString().slice(0, 16).replace('T', ' ')} ${timeZone}`;
}

/** As `Date.getUTCDay` counts them. */
export const weekdays: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The moment between two instants at which the offset changes, to the second. */
function jump(early: number, late: number, timeZone: string): number {
  let [low, high] = [early, late];
  const offset = offsetAt(low, timeZone);
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (offsetAt(middle, timeZone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** What the wall clock is ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const reading = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return reading - Math.floor(instant / 1000) * 1000;
}

/** Making one takes a thousand times as long as asking it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}
