import type { Environment } from '../../core/config/config.ts';
import { promoteErrors } from '../../core/errors/catalogue/promote.ts';
import { variablesOf } from '../../core/smoke/check.ts';
import type { Context } from '../context.ts';

/** What the smoke checks of the environment send, as far as it is set. */
export function smokeVariables({ smoke }: Environment, env: Context['env']): ReadonlyMap<string, string> {
  const values = variablesOf(smoke).map((name) => [name, env[name] ?? ''] as const);
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
