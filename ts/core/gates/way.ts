import type { Environment } from '../config/config.ts';
import type { EnvironmentState } from '../ledger/environment-state.ts';
import type { Situation } from './situation.ts';

/** Whether a release has passed an environment; what that takes is the gate's. */
export type Passed = (state: EnvironmentState) => boolean;

/**
 * Whether the candidate has come the way it must: passed any one of the environments in `promotesFrom`, or all of them. For a hot fix,
 * one that the configuration allows to skip also counts when the release has come the way to *it*.
 */
export function hasComeTheWay(situation: Situation, passed: Passed): boolean {
  return arrived(situation, situation.environment, passed);
}

function arrived(situation: Situation, { promotesFrom, fromAll }: Environment, passed: Passed): boolean {
  const one = (name: string) => hasPassed(situation, name, passed);
  return promotesFrom.length === 0 || (fromAll ? promotesFrom.every(one) : promotesFrom.some(one));
}

/** The environments in `promotesFrom` that the candidate has still to pass. */
export function notPassed(situation: Situation, passed: Passed): readonly string[] {
  return situation.environment.promotesFrom.filter((name) => !hasPassed(situation, name, passed));
}

function hasPassed(situation: Situation, name: string, passed: Passed): boolean {
  const state = situation.upstream.get(name);
  if (state && passed(state)) return true;
  const skipped = maySkip(situation).includes(name) && environmentOf(situation, name);
  return skipped ? arrived(situation, skipped, passed) : false;
}

function maySkip({ request, environment }: Situation): readonly string[] {
  return request.exceptions.hotfix === undefined ? [] : environment.hotfixMaySkip;
}

function environmentOf({ config }: Situation, name: string): Environment | undefined {
  return config.environments.find((environment) => environment.name === name);
}

/** What upstream says, nearest first, of the environments in `promotesFrom` alone. */
export function directlyBefore({ environment, upstream }: Situation): readonly EnvironmentState[] {
  return environment.promotesFrom.flatMap((name) => upstream.get(name) ?? []);
}

/** `beta`, `beta or qa`, `beta and qa`. */
export function inWords({ fromAll }: Environment, names: readonly string[]): string {
  return names.join(fromAll ? ' and ' : ' or ');
}
