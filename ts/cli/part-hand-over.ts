import { environmentsOf } from '../core/terraform/environments-of.ts';
import { handedOver, type HandedOver } from '../core/terraform/handed-over.ts';
import type { StackName } from '../core/terraform/request.ts';
import type { Context } from './context.ts';
import { withDeployment } from './wiring/deployment.ts';

/**
 * What promotions put into the environments that a stack is, from the ledger, in a file of its own beside the bundle that uses it
 * (`ts/tools/bundle/parts.ts`): of the steps without AWS only `orchestrate` reads the ledger, and only when a plan could move that.
 *
 * @param config promotion.yaml
 */
export function handedOverBy(
  config: string,
  stack: StackName,
  context: Context,
): Promise<readonly HandedOver[]> {
  return withDeployment({ config }, context, async ({ config: { environments }, ledger }) => {
    const found: HandedOver[] = [];
    for (const environment of environmentsOf(stack, environments)) {
      const one = handedOver(environment, await ledger.read(environment.name));
      if (one) found.push(one);
    }
    return found;
  });
}
