import type { environmentListStep } from '../../steps/environment-list.ts';
import type { Run } from '../context.ts';
import { listExistence, renderExistence } from '../part-terraform.ts';
import { withDeployment } from '../wiring/deployment.ts';

export const run: Run<typeof environmentListStep> = (input, context) =>
  withDeployment(input, context, async ({ config, ledger }) => {
    const rows = await listExistence(config.environments, { ledger, clock: context.clock });
    return { output: { environments: [...rows] }, text: renderExistence(rows) };
  });
