import { weekdays } from './zone.ts';

/** When a freeze begins or ends, as a calendar on the wall says it: each day, each week, each year, or once. */
export type Moment =
  | { readonly every: 'day'; readonly minute: number }
  | { readonly every: 'week'; readonly weekday: number; readonly minute: number }
  | { readonly every: 'year'; readonly month: number; readonly date: number; readonly minute: number }
  | { readonly every: 'never'; readonly day: number; readonly minute: number };

/** `16:00`, `Fri 16:00`, `12-24 16:00` or `2026-12-24 16:00`; null for anything else, and for days that a calendar does not have. */
export function readMoment(text: string): Moment | null {
  const { date, hour, minutes } = pattern.exec(text)?.groups ?? {};
  if (hour === undefined) return null;
  const minute = Number(hour) * 60 + Number(minutes);
  if (date === undefined) return { every: 'day', minute };
  if (weekdays.includes(date)) return { every: 'week', weekday: weekdays.indexOf(date), minute };
  // A day of each year is one that each year has; 2001 had no 29 February.
  const parts = date.split('-').map(Number);
  const [year = 2001, month = 0, day = 0] = parts.length === 2 ? [2001, ...parts] : parts;
  const time = new Date(Date.UTC(year, month - 1, day));
  if (time.getUTCMonth() !== month - 1) return null;
  return parts.length === 2
    ? { every: 'year', month, date: day, minute }
    : { every: 'never', day: time.getTime() / 86_400_000, minute };
}

const pattern =
  /^(?:(?<date>Sun|Mon|Tue|Wed|Thu|Fri|Sat|(?:2\d\d\d-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[ T])?(?<hour>[01]\d|2[0-3]):(?<minutes>[0-5]\d)$/;

/** Whether the calendar's day (days since 1970-01-01) has this moment in it. */
export function isOn(moment: Moment, day: number): boolean {
  const date = new Date(day * 86_400_000);
  switch (moment.every) {
    case 'day':
      return true;
    case 'week':
      return date.getUTCDay() === moment.weekday;
    case 'year':
      return date.getUTCMonth() === moment.month - 1 && date.getUTCDate() === moment.date;
    case 'never':
      return day === moment.day;
  }
}
