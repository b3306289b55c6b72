import { canonicalHash } from '../release/canonical.ts';
import type { Plan } from './plan.ts';

/**
 * Ties what was approved to what is carried out: SHA-256 (hex) of the canonical JSON of what would be done. What external checks
 * answered is none of that: they are asked again before it is done, and the time of their answer alone would make another plan of it.
 */
export function planHash(plan: Plan): string {
  return canonicalHash({ ...plan, checks: undefined });
}
