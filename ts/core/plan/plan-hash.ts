import { canonicalHash } from '../release/canonical.ts';
import type { Plan } from './plan.ts';

/** Ties what was approved to what is carried out: SHA-256 (hex) of the plan's canonical JSON. */
export function planHash(plan: Plan): string {
  return canonicalHash(plan);
}
