import * as z from 'zod/mini';
import { closedMap } from '../errors/closed-map.ts';
import { readMoment } from '../freeze/moment.ts';
import { serviceName } from '../service-name.ts';
import { described, member } from './member.ts';
import * as words from './words.ts';

const expected = 'a time of day, with a weekday or a date before it if any: "Fri 16:00"';
const moment = () => z.string(expected).check(z.refine((text) => readMoment(text) !== null, expected));

const names = (of: string) =>
  z.array(serviceName, `a list of ${of}`).check(z.minLength(1, `a list of at least one of the ${of}`));

/** A calendar entry; what must hold between its members is in `checks/freezes.ts`. */
export const freezeSchema = closedMap('a map with from, until, timeZone and environments', {
  from: described(
    moment(),
    'When it begins: "18:00" each day, "Fri 16:00" each week, "12-20 00:00" each year, "2026-12-20 00:00" once.',
  ),
  until: described(moment(), 'When it ends, said the same way.'),
  timeZone: described(words.timeZone(), 'The time zone of both, Australia/Melbourne.'),
  environments: described(names("environments' names"), 'Where it holds.'),
  services: member(names("services' names"), 'Which services it holds. Default: all.'),
  reason: member(words.text('a sentence', /\S/), 'Why, for whoever is refused.'),
});

export type FreezeFile = z.output<typeof freezeSchema>;
