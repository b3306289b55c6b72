import { existenceErrors } from '../../core/errors/catalogue/existence.ts';
import type { environmentExtendStep } from '../../steps/environment-extend.ts';
import type { Run } from '../context.ts';
import { extendLease, leaseEnd, renderExistence } from '../part-terraform.ts';
import { actorOf } from '../wiring/actor.ts';
import { environmentNamed, withDeployment } from '../wiring/deployment.ts';

export const run: Run<typeof environmentExtendStep> = (input, context) =>
  withDeployment(input, context, async ({ config, ledger }) => {
    const until = leaseEnd(input, context.clock.now());
    if (until === null)
      throw existenceErrors.leaseUnclear.error({ found: 'neither --hours nor --until is given' });
    const wish = { by: actorOf(input.by, context.env), reason: input.reason, until };
    const environment = environmentNamed(input.environment, config);
    const row = await extendLease(environment, wish, { ledger, clock: context.clock });
    return { output: row, text: renderExistence([row]) };
  });
