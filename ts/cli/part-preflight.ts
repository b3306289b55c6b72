import { deepSurroundings } from '../adapters/preflight/deep.ts';
import { deepChecks } from '../app/preflight/deep-checks.ts';
import type { Call } from '../adapters/aws/call.ts';
import type { ClientSettings } from '../adapters/aws/client-settings.ts';
import type { DeepChecks } from '../ports/preflight.ts';

/**
 * The preflight's deeper checks, in a file of their own beside the bundle that uses them (`ts/tools/bundle/parts.ts`): they bring
 * clients of five services that nothing else needs.
 */
export function deepChecksOf(cluster: string, settings: ClientSettings, call: Call): DeepChecks {
  return deepChecks(deepSurroundings(cluster, settings, call));
}
