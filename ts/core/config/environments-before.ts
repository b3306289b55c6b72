import type { Config, Environment } from './config.ts';

/** Every environment that a release may have passed before it comes to this one, the nearest first. */
export function environmentsBefore(
  { promotesFrom }: Environment,
  { environments }: Config,
): readonly string[] {
  const found = new Set(promotesFrom);
  for (const name of found) {
    const before = environments.find((environment) => environment.name === name);
    for (const further of before?.promotesFrom ?? []) found.add(further);
  }
  return [...found];
}
