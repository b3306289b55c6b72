import { line } from '../../gates/example.ts';
import { aRelease, build } from '../../release/example.ts';
import { boardOf, type Board } from '../board.ts';
import type { BoardEnvironment } from '../environment.ts';
import type { Live } from '../live.ts';
import { begin, story, type Scene } from './promotions.ts';

/** A release of two services, by their builds. */
export const two = (one: number, other: number) =>
  aRelease({ service1: build(one), service2: build(other, { service: 'service2' }) });

/** The board of the line test → beta → live, from what happened in each, two days after the story's beginning. */
export function board(
  scenes: Readonly<Record<string, readonly Scene[]>>,
  { config = line, live = null as ReadonlyMap<string, Live> | null, hours = 48 } = {},
): Board {
  const facts = new Map(
    config.environments.map(({ name }) => [name, story(name, ...(scenes[name] ?? []))] as const),
  );
  return boardOf({ config, facts, live, now: begin + hours * 3_600_000, days: 90 });
}

export function environment(of: Board, name: string): BoardEnvironment {
  const found = of.environments.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}
