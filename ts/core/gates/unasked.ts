import type { CheckPrerequisite, Environment } from '../config/config.ts';
import type { CheckAnswer } from '../external/check.ts';

/** External checks for whoever lists releases and asks nothing outside: as if each had said yes. */
export function unasked({
  prerequisites,
}: Pick<Environment, 'prerequisites'>): ReadonlyMap<CheckPrerequisite, CheckAnswer> {
  const checks = prerequisites.filter((one) => one.kind === 'check');
  return new Map(checks.map((one) => [one, { open: true, said: 'was not asked', tryAt: null }]));
}
