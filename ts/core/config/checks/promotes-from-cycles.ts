import { configErrors } from '../../errors/catalogue/config.ts';
import { listOf } from '../resolve-environment.ts';
import type { Check } from './check.ts';

export const promotesFromCycles: Check = ({ environments, placeOf }) => {
  const from = (name: string) => listOf(environments.get(name)?.promotesFrom);
  return cyclesOf([...environments.keys()], from).map((cycle) =>
    configErrors.promotesFromCycle.problem(
      { cycle },
      placeOf(['environments', cycle[0] ?? '', 'promotesFrom']),
    ),
  );
};

/** Each way round once, beginning with the name that comes first in the file. */
function cyclesOf(
  names: readonly string[],
  next: (name: string) => readonly string[],
): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const done = new Set<string>();
  const follow = (name: string, way: readonly string[]): void => {
    const begin = way.indexOf(name);
    if (begin >= 0) cycles.push(way.slice(begin));
    if (begin >= 0 || done.has(name)) return;
    for (const other of next(name)) follow(other, [...way, name]);
    done.add(name);
  };
  for (const name of names) follow(name, []);
  return cycles;
}
