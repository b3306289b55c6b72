import { readMoment, type Moment } from '../freeze/moment.ts';
import type { Freeze } from './config.ts';
import type { FreezeFile } from './freeze-schema.ts';

export function resolveFreeze(name: string, { from, until, timeZone, services, reason }: FreezeFile): Freeze {
  const when = `${from} – ${until}`;
  return { name, from: momentOf(from), until: momentOf(until), timeZone, services, reason, when };
}

function momentOf(text: string): Moment {
  const moment = readMoment(text);
  if (!moment) throw new Error(`the schema let “${text}” through`);
  return moment;
}
