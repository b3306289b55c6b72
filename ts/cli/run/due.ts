import { httpProbe } from '../../adapters/http/http-probe.ts';
import { processCommands } from '../../adapters/process/commands.ts';
import type { Problem } from '../../core/errors/problem.ts';
import type { dueStep } from '../../steps/due.ts';
import type { Run } from '../context.ts';
import { due, renderDue } from '../part-image.ts';
import { withDeployment } from '../wiring/deployment.ts';
import { variablesSent } from '../wiring/smoke-variables.ts';

export const run: Run<typeof dueStep> = (input, context) =>
  withDeployment(input, context, async ({ config, ledger }) => {
    const { clock, report, interrupted, env } = context;
    const rows = await due(config, {
      ledger,
      probe: httpProbe,
      commands: processCommands(context),
      variables: variablesSent(config.environments, env),
      clock,
      report,
      interrupted,
    });
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
