import type { Environment } from '../../core/config/config.ts';
import { promoteErrors } from '../../core/errors/catalogue/promote.ts';
import { variablesOf } from '../../core/smoke/check.ts';
import type { Context } from '../context.ts';

/** What smoke checks and external checks of the environments send, as far as it is set. */
export function variablesSent(
  environments: readonly Pick<Environment, 'smoke' | 'prerequisites'>[],
  env: Context['env'],
): ReadonlyMap<string, string> {
  const asking = environments.flatMap(({ smoke, prerequisites }) => [
    ...smoke,
    ...prerequisites.flatMap((one) => (one.kind === 'check' ? [one.check] : [])),
  ]);
  const values = variablesOf(asking).map((name) => [name, env[name] ?? ''] as const);
  return new Map(values.filter(([, value]) => value !== ''));
}

/**
 * Makes sure, before anything is deployed, that the checks can ask at all. A plan needs none of the values, so only steps that carry
 * one out ask this. Errors: `promote-smoke-variables`.
 */
export function requireSmokeVariables({ name, smoke }: Environment, env: Context['env']): void {
  const missing = variablesOf(smoke).filter((variable) => (env[variable] ?? '') === '');
  if (missing.length > 0) throw promoteErrors.smokeVariables.error({ environment: name, missing });
}
