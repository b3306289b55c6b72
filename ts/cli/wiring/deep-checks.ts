import type { Call } from '../../adapters/aws/call.ts';
import type { ClientSettings } from '../../adapters/aws/client-settings.ts';
import type { DeepChecks } from '../../ports/preflight.ts';
import { missingPart } from '../missing-part.ts';
import { deepChecksOf } from '../part-preflight.ts';

/** The part is on the agents' image only; where it is not, its checks are skipped and the others run. */
export function deepChecksIfThere(
  cluster: string,
  settings: ClientSettings,
  call: Call,
): DeepChecks | string {
  try {
    return deepChecksOf(cluster, settings, call);
  } catch (cause) {
    const part = missingPart(cause);
    if (part === undefined) throw cause;
    return `${part} is not beside the program; it is on the agents’ image`;
  }
}
