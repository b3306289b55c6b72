import type { Config, Environment } from '../../core/config/config.ts';
import { planErrors } from '../../core/errors/catalogue/plan.ts';
import type { Stack } from '../../ports/stack.ts';
import type { Context } from '../context.ts';
import { missingPart } from '../missing-part.ts';
import { promotedStack } from '../part-terraform.ts';
import type { StackPlace } from './whole-stack.ts';

/**
 * The part is on the agents' image only, and nothing can stand in for it.
 * Errors: `plan-engine-unavailable`.
 */
export function stackIfThere(
  environment: Environment,
  config: Config,
  place: StackPlace,
  context: Context,
): Stack {
  try {
    return promotedStack(environment, config, place, context);
  } catch (cause) {
    const file = missingPart(cause);
    if (file === undefined) throw cause;
    throw planErrors.engineUnavailable.error({ environment: environment.name, file }, { cause });
  }
}
