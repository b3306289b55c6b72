import { ProblemError } from '../../core/errors/problem.ts';
import { known, unknown, type Looked } from '../../core/preflight/looked.ts';

/** What AWS did not let us see is an answer of its own kind; an interruption and a mistake of the configuration are not. */
export async function look<T>(asking: Promise<T>): Promise<Looked<T>> {
  try {
    return known(await asking);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.problems.some(({ category }) => category !== 'infrastructure')) throw error;
    return unknown(error.problems.map(({ what }) => what.replace(/\.$/, '')).join('; '));
  }
}

/** Asks about all of them at the same time. */
export async function lookAtEach<Thing, T>(
  things: ReadonlyMap<string, Thing>,
  ask: (thing: Thing) => Promise<T>,
): Promise<ReadonlyMap<string, Looked<T>>> {
  return new Map(
    await Promise.all([...things].map(async ([key, thing]) => [key, await look(ask(thing))] as const)),
  );
}

/** Each name once, to be asked about by itself. */
export function byName(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, name]));
}
