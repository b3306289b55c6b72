import { shortId } from '../../release/short-id.ts';
import type { ReleaseId } from '../../release/release.ts';
import type { Measure } from '../measures/measure.ts';
import { html, oneLine, type Markup } from './markup.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `24 Nov 14:03`, in UTC; with its year when that is not the board's. A page that stands still has no "two hours ago". */
export function moment(at: string, boardAt: string): string {
  const [year = '', month = '', rest = ''] = at.split('-');
  const name = months[Number(month) - 1] ?? month;
  const yearOf = boardAt.startsWith(`${year}-`) ? '' : ` ${year}`;
  return `${Number(rest.slice(0, 2))} ${name}${yearOf} ${rest.slice(3, 8)}`;
}

/** `45 s`, `4 min`, `3.5 h`, `12 d`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1.5 * minute) return `${Math.round(milliseconds / second)} s`;
  if (milliseconds < 1.5 * hour) return `${Math.round(milliseconds / minute)} min`;
  if (milliseconds < 2 * day) return `${short(milliseconds / hour)} h`;
  return `${short(milliseconds / day)} d`;
}

export function perWeek({ value, of }: Measure): string {
  return value === null ? tooFew(of) : short(value);
}

export function medianTime({ value, of }: Measure): string {
  return value === null ? tooFew(of) : duration(value);
}

export function share({ value, of }: Measure): string {
  return value === null ? tooFew(of) : `${Math.round(value * 100)} %`;
}

function tooFew(of: number): string {
  return of === 0 ? 'no records' : `too few (${of})`;
}

/** One digit behind the point where that says something. */
function short(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

export function release(id: ReleaseId): Markup {
  return html`<code>${shortId(id)}</code>`;
}

/** A person, a service, an environment. */
export function name(text: string): string {
  return oneLine(text, 40);
}

/** `1 service`, `3 services`. */
export function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}

/** `a, b and 3 more` */
export function some(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map(name).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
