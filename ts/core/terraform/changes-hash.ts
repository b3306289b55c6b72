import { canonicalHash } from '../release/canonical.ts';
import type { Changes } from './changes.ts';

/**
 * Ties what was approved to what is applied: SHA-256 (hex) of the canonical JSON of all resource changes, by address. Two plans of
 * the same configuration against the same state have the same hash; the plan files themselves never have.
 */
export function changesHash({ resources }: Changes): string {
  return canonicalHash({ version: 1, changes: resources.map(({ exact }) => exact) });
}
