import { configErrors } from '../../errors/catalogue/config.ts';
import { readMoment, type Moment } from '../../freeze/moment.ts';
import type { Check } from './check.ts';

/** A freeze begins and ends by the same kind of calendar entry, at different moments, and one that comes once ends after it began. */
export const freezesEnd: Check = ({ freezes, placeOf }) =>
  [...freezes].flatMap(([name, { from, until }]) => {
    const [begins, ends] = [readMoment(from), readMoment(until)];
    if (!begins || !ends || isWindow(begins, ends)) return [];
    const where = `freezes.${name}`;
    return [configErrors.freezeEnds.problem({ where, from, until }, placeOf(['freezes', name, 'until']))];
  });

function isWindow(from: Moment, until: Moment): boolean {
  if (from.every === 'never' && until.every === 'never') {
    return until.day > from.day || (until.day === from.day && until.minute > from.minute);
  }
  return from.every === until.every && JSON.stringify(from) !== JSON.stringify(until);
}
