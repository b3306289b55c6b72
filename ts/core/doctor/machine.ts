import { instantsOf } from '../freeze/zone.ts';
import { failed, ok, skipped, together } from '../preflight/row.ts';
import type { DoctorFinding } from './row.ts';

/** A folder that is written to. */
export interface Space {
  readonly folder: string;
  /** What it is, for people. */
  readonly what: string;
  readonly freeBytes: number;
  /** Why nothing can be written there; null where it can. */
  readonly unwritable: string | null;
}

/** Below this, Jenkins takes an agent off line by itself ("Free Disk Space" and "Free Temp Space" among its node monitors). */
const leastBytes = 1024 ** 3;

export function judgeSpace(spaces: readonly Space[]): readonly DoctorFinding[] {
  const findings = spaces.map(({ folder, what, freeBytes, unwritable }) => {
    if (unwritable !== null)
      return failed(
        'space',
        `nothing can be written to ${folder} (${what}): ${unwritable}`,
        'Let this user write there.',
      );
    return freeBytes >= leastBytes
      ? ok('space', folder)
      : failed(
          'space',
          `${folder} (${what}) has ${gibibytes(freeBytes)} left`,
          `Make room: Jenkins takes an agent off line below 1 GiB.`,
        );
  });
  const least = Math.min(...spaces.map(({ freeBytes }) => freeBytes));
  return together('space', findings, `at least ${gibibytes(least)} left where it writes`);
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}

/**
 * The JVM takes names of files by the locale, also since JDK 18, where the contents of files became UTF-8 (JEP 400: `sun.jnu.encoding` is
 * left as it was); an artifact with an umlaut in its name is then archived under another one. Of the three variables the first that is
 * set counts (POSIX, "Environment Variables").
 */
export function judgeLocale(env: Readonly<Record<string, string | undefined>>): DoctorFinding {
  const name = ['LC_ALL', 'LC_CTYPE', 'LANG'].find((each) => (env[each] ?? '') !== '');
  if (name !== undefined && /utf-?8/i.test(env[name] ?? '')) return ok('locale', `${name}=${env[name]}`);
  return failed(
    'locale',
    name === undefined
      ? 'none of LC_ALL, LC_CTYPE and LANG is set'
      : `${name} is ${env[name]}, which is not UTF-8`,
    'Set LANG to C.UTF-8 for the user that Jenkins runs as.',
  );
}

/** Winter and summer of a zone, and a zone for which only one country's rules hold: a Node without the data takes all of them for UTC. */
const known = [
  { timeZone: 'Europe/Berlin', day: Date.UTC(2026, 0, 15), hoursAhead: 1 },
  { timeZone: 'Europe/Berlin', day: Date.UTC(2026, 6, 15), hoursAhead: 2 },
  { timeZone: 'Australia/Melbourne', day: Date.UTC(2026, 0, 15), hoursAhead: 11 },
] as const;

/**
 * @param zones of the configuration
 * @param data version of the time zone data, `2025b`; undefined where Node does not say
 */
export function judgeTimeZones(zones: readonly string[], data: string | undefined): DoctorFinding {
  const next =
    'Use a Node with full ICU, as nodejs.org and the distributions give it; freezes and times of destruction need it.';
  const wrong = known.find(({ timeZone, day, hoursAhead }) => {
    try {
      const { first } = instantsOf({ day: day / 86_400_000, minute: 0 }, timeZone);
      return day - first !== hoursAhead * 3_600_000;
    } catch {
      return true;
    }
  });
  if (wrong) return failed('time-zones', `Node does not know the clocks of ${wrong.timeZone}`, next);
  const strange = zones.filter((zone) => !isKnown(zone));
  if (strange.length > 0) return failed('time-zones', `Node does not know ${strange.join(', ')}`, next);
  return ok('time-zones', `time zone data ${data ?? 'of an unknown version'}`);
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A `Date` header has whole seconds, and a slow answer makes it older. */
export interface ClockReading {
  /** Milliseconds since the epoch: before asking, after the answer, and what AWS said. */
  readonly before: number;
  readonly after: number;
  readonly said: number;
}

/**
 * AWS refuses a request whose time is more than five minutes from its own ("Signature expired … - 5 min."; IAM user guide, "Troubleshoot
 * Signature Version 4": the request must arrive within five minutes of its time stamp). Half a minute is far from that, and no clock that
 * is set by NTP is so far off: soaking, freezes and the order of what several machines write into the ledger go by it.
 */
const limits = { refusedMs: 5 * 60_000, wrongMs: 30_000 } as const;

export function judgeClock({ before, after, said }: ClockReading): DoctorFinding {
  // The truth at the moment of the answer lay within the second that the header names.
  const ahead = before > said + 1000 ? before - said - 1000 : after < said ? after - said : 0;
  if (Math.abs(ahead) <= limits.wrongMs) return ok('clock', `within ${limits.wrongMs / 1000} s of AWS’s`);
  const far = `this machine’s clock is ${Math.round(Math.abs(ahead) / 1000)} s ${ahead > 0 ? 'ahead of' : 'behind'} AWS’s`;
  const next = 'Let chrony or systemd-timesyncd set the clock; on EC2 from 169.254.169.123.';
  return Math.abs(ahead) > limits.refusedMs
    ? failed('clock', `${far}, and AWS refuses what is signed more than 300 s away`, next)
    : failed('clock', `${far}; soaking, freezes and the ledger go by it`, next);
}

/** Where AWS did not say what time it is; whether AWS can be reached at all is for the checks that need it. */
export function noTime(reason: string): DoctorFinding {
  return skipped('clock', `AWS did not say what time it is: ${reason}`);
}
