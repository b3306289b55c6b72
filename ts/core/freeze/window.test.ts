import fc from 'fast-check';
import type { Freeze } from '../config/config.ts';
import { readMoment } from './moment.ts';
import { frozenUntil, opening } from './window.ts';

function freeze(from: string, until: string, timeZone = 'Australia/Melbourne'): Freeze {
  const [begins, ends] = [readMoment(from), readMoment(until)];
  if (!begins || !ends) throw new Error(`no moments: ${from}, ${until}`);
  const rest = { services: undefined, reason: undefined, when: `${from} – ${until}` };
  return { name: 'freeze', from: begins, until: ends, timeZone, ...rest };
}

/** When a freeze that holds at the moment ends, as `2026-11-02T12:00Z`. */
function until(moment: string, ...args: Parameters<typeof freeze>): string {
  const ends = frozenUntil(freeze(...args), Date.parse(moment));
  return ends === null ? 'open' : new Date(ends).toISOString().replace(':00.000Z', 'Z');
}

const weekend = ['Fri 16:00', 'Mon 08:00'] as const;
const night = ['18:00', '07:00'] as const;

test.each<[string, string, string, readonly [string, string, string?]]>([
  ['a weekend begins to the minute', '2026-11-06T05:00Z', '2026-11-08T21:00Z', weekend],
  ['and not before', '2026-11-06T04:59Z', 'open', weekend],
  ['holds in the middle', '2026-11-08T00:00Z', '2026-11-08T21:00Z', weekend],
  ['ends to the minute', '2026-11-08T21:00Z', 'open', weekend],
  ['a night goes past midnight', '2026-11-03T12:00Z', '2026-11-03T20:00Z', night],
  ['the day after it is open', '2026-11-03T22:00Z', 'open', night],
  ['working hours are within a day', '2026-11-03T00:00Z', '2026-11-03T06:00Z', ['09:00', '17:00']],
  ['Christmas passes the year', '2026-12-31T00:00Z', '2027-01-03T21:00Z', ['12-20 00:00', '01-04 08:00']],
  ['also seen in the new one', '2027-01-02T00:00Z', '2027-01-03T21:00Z', ['12-20 00:00', '01-04 08:00']],
  ['once is once', '2026-11-10T00:00Z', '2026-11-10T05:00Z', ['2026-11-09 09:00', '2026-11-10 16:00']],
  ['and over after it', '2027-11-10T00:00Z', 'open', ['2026-11-09 09:00', '2026-11-10 16:00']],
  [
    'once may last for years',
    '2028-01-01T00:00Z',
    '2029-12-31T13:00Z',
    ['2026-01-01 00:00', '2030-01-01 00:00'],
  ],
  ['a leap day may be in it', '2028-02-29T12:00Z', '2028-02-29T13:00Z', ['02-28 00:00', '03-01 00:00']],
  [
    'zones differ by quarters of an hour',
    '2026-11-02T03:15Z',
    '2026-11-02T04:15Z',
    ['09:00', '10:00', 'Asia/Kathmandu'],
  ],
  ['UTC is a zone', '2026-11-02T09:00Z', '2026-11-02T10:00Z', ['09:00', '10:00', 'UTC']],
  [
    'the date line is no obstacle',
    '2026-11-01T19:00Z',
    '2026-11-01T20:00Z',
    ['09:00', '10:00', 'Pacific/Kiritimati'],
  ],
])('%s: at %s until %s', (_, moment, expected, [from, end, zone]) => {
  expect(until(moment, from, end, zone)).toBe(expected);
});

/** Melbourne: on 4 October 2026 02:00 becomes 03:00 (16:00Z the day before), on 4 April 2027 03:00 becomes 02:00 (16:00Z). */
test.each<[string, string, string, readonly [string, string, string?]]>([
  ['the end follows the clocks into summer', '2026-10-03T12:00Z', '2026-10-04T21:00Z', weekend],
  ['and out of it', '2027-04-03T12:00Z', '2027-04-04T22:00Z', weekend],
  [
    'a beginning that is jumped over is at the jump',
    '2026-10-03T16:00Z',
    '2026-10-03T17:00Z',
    ['02:30', '04:00'],
  ],
  ['and not before it', '2026-10-03T15:59Z', 'open', ['02:30', '04:00']],
  ['an end that is jumped over is at the jump', '2026-10-03T15:30Z', '2026-10-03T16:00Z', ['01:00', '02:30']],
  ['what is jumped over as a whole does not hold', '2026-10-03T16:00Z', 'open', ['02:10', '02:50']],
  ['nor does it go on until the next day', '2026-10-04T02:00Z', 'open', ['02:10', '02:50']],
  ['of two beginnings the first counts', '2027-04-03T15:30Z', '2027-04-03T18:00Z', ['02:30', '04:00']],
  ['of two ends the last', '2027-04-03T16:15Z', '2027-04-03T16:30Z', ['01:00', '02:30']],
  [
    'half an hour, on Lord Howe Island',
    '2027-04-03T15:10Z',
    '2027-04-03T15:15Z',
    ['01:00', '01:45', 'Australia/Lord_Howe'],
  ],
  [
    'an end in the half hour that Lord Howe Island jumps over',
    '2026-10-03T15:20Z',
    '2026-10-03T15:30Z',
    ['01:45', '02:15', 'Australia/Lord_Howe'],
  ],
  ['a beginning there', '2026-10-03T15:30Z', '2026-10-03T16:00Z', ['02:15', '03:00', 'Australia/Lord_Howe']],
  ['which is not before the jump', '2026-10-03T15:29Z', 'open', ['02:15', '03:00', 'Australia/Lord_Howe']],
  [
    'what lies in it as a whole never is',
    '2026-10-03T15:30Z',
    'open',
    ['02:05', '02:25', 'Australia/Lord_Howe'],
  ],
  [
    'of the half hour that comes twice there, the first beginning counts',
    '2027-04-03T14:50Z',
    '2027-04-03T16:00Z',
    ['01:45', '02:30', 'Australia/Lord_Howe'],
  ],
  [
    'a double hour belongs to it as a whole',
    '2026-11-01T05:00Z',
    '2026-11-01T07:00Z',
    ['01:00', '02:00', 'America/New_York'],
  ],
  ['and not before', '2026-11-01T04:59Z', 'open', ['01:00', '02:00', 'America/New_York']],
  [
    'a quarter of a double hour lasts from its first to its last',
    '2026-10-25T00:50Z',
    '2026-10-25T01:45Z',
    ['01:30', '01:45', 'Europe/London'],
  ],
  ['an hour that is skipped never is', '2026-03-08T07:00Z', 'open', ['02:15', '02:45', 'America/New_York']],
  [
    'midnight is jumped over where summer begins at it',
    '2018-11-04T03:00Z',
    '2018-11-04T08:00Z',
    ['00:00', '06:00', 'America/Sao_Paulo'],
  ],
  ['and not a minute earlier', '2018-11-04T02:59Z', 'open', ['00:00', '06:00', 'America/Sao_Paulo']],
  [
    'a zone that gave its summer time up has its midnight again',
    '2019-11-03T03:00Z',
    '2019-11-03T09:00Z',
    ['00:00', '06:00', 'America/Sao_Paulo'],
  ],
  [
    'a zone that moved by half an hour before midnight',
    '2018-05-04T15:00Z',
    '2018-05-04T15:15Z',
    ['23:45', '00:15', 'Asia/Pyongyang'],
  ],
  ['and had not a minute earlier', '2018-05-04T14:59Z', 'open', ['23:45', '00:15', 'Asia/Pyongyang']],
  [
    'a zone that goes forward at midnight',
    '2026-03-29T00:00Z',
    '2026-03-29T21:00Z',
    ['00:30', '00:00', 'Asia/Beirut'],
  ],
  [
    'a day that Samoa never had',
    '2011-12-30T09:00Z',
    '2011-12-30T10:00Z',
    ['2011-12-29 12:00', '2011-12-30 12:00', 'Pacific/Apia'],
  ],
])('where clocks change, %s: at %s until %s', (_, moment, expected, [from, end, zone]) => {
  expect(until(moment, from, end, zone)).toBe(expected);
});

test('what a calendar does not have is no moment', () => {
  for (const text of [
    '24:00',
    '9:00',
    'fri 16:00',
    'Fri',
    '02-29 00:00',
    '2027-02-29 00:00',
    '11-31 00:00',
    '',
  ])
    expect([text, readMoment(text)]).toEqual([text, null]);
  for (const text of ['00:00', 'Sun 23:59', '12-31 00:00', '2028-02-29 00:00', '2028-02-29T00:00'])
    expect([text, readMoment(text)]).not.toEqual([text, null]);
});

test('freezes that overlap or meet open together, and those that leave no gap never', () => {
  const open = (...freezes: readonly Freeze[]) => opening(freezes, Date.parse('2026-11-06T12:00Z'));
  expect(open(freeze(...weekend), freeze('Mon 06:00', 'Mon 12:00'))).toBe(Date.parse('2026-11-09T01:00Z'));
  expect(open(freeze(...weekend), freeze('Mon 08:00', 'Mon 09:00'))).toBe(Date.parse('2026-11-08T22:00Z'));
  expect(open(freeze('00:00', '12:00'), freeze('12:00', '00:00'))).toBeNull();
  expect(open()).toBe(Date.parse('2026-11-06T12:00Z'));
});

/** What a person sees on the wall, minutes of the week; the oracle knows no instants of beginnings and ends. */
function onTheWall(now: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  const [, day = '', hour, minute] = /^(\w+),? (\d+):(\d+)$/.exec(text) ?? [];
  return (
    (['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(day) * 24 + Number(hour)) * 60 + Number(minute)
  );
}

const zones = [
  'Australia/Melbourne',
  'Europe/London',
  'America/St_Johns',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'America/New_York',
  'Europe/Volgograd',
  'UTC',
];
const week = 7 * 1440;

test('in every zone a weekly freeze holds exactly while the wall says so, but for nights on which clocks change', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: week - 1 }),
      fc.integer({ min: 1, max: week - 1 }),
      fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 }),
      (zone, begins, length, minute) => {
        const now = minute * 60_000;
        const words = (at: number) =>
          `${['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][Math.floor(at / 1440)]} ${String(Math.floor((at % 1440) / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
        const wall = onTheWall(now, zone);
        const steady = [-3, 3].every(
          (hours) => (onTheWall(now + hours * 3_600_000, zone) - wall - hours * 60) % week === 0,
        );
        fc.pre(steady);
        const held = (wall - begins + week) % week < length;
        expect(frozenUntil(freeze(words(begins), words((begins + length) % week), zone), now) !== null).toBe(
          held,
        );
      },
    ),
    { numRuns: 500 },
  );
});
