import type { Problem } from '../../core/errors/problem.ts';
import type { dueStep } from '../../steps/due.ts';
import type { Run } from '../context.ts';
import { due, renderDue } from '../part-image.ts';
import { withDeployment } from '../wiring/deployment.ts';

export const run: Run<typeof dueStep> = (input, context) =>
  withDeployment(input, context, async ({ config, ledger }) => {
    const rows = await due(config, { ledger, clock: context.clock });
    const environments = rows.map(({ held, waiting, ...row }) => ({
      ...row,
      held: held && wordOf(held),
      waiting: waiting.map(({ releaseId, problems }) => ({ releaseId, problems: problems.map(wordOf) })),
    }));
    return { output: { environments }, text: renderDue(rows) };
  });

function wordOf({ code, what, why, next }: Problem) {
  return { code, what, why, next };
}
