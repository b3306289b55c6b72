import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { httpProbe } from '../../adapters/http/http-probe.ts';
import { processCommands } from '../../adapters/process/commands.ts';
import type { DueBefore } from '../../core/due/start.ts';
import { ProblemError, type Problem } from '../../core/errors/problem.ts';
import type { dueStep } from '../../steps/due.ts';
import type { Run } from '../context.ts';
import { due, dueNow, memoryText, parseMemory, renderDue, toStart } from '../part-image.ts';
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
    const start = toStart(rows, await rememberedIn(input.memory, context.cwd));
    if (input.memory !== undefined)
      await new WorkspaceFiles(context.cwd).replaceText(input.memory, memoryText(dueNow(rows)));
    const environments = rows.map(({ held, waiting, ...row }) => ({
      ...row,
      held: held && wordOf(held),
      waiting: waiting.map(({ releaseId, problems }) => ({ releaseId, problems: problems.map(wordOf) })),
    }));
    return { output: { environments, start: [...start] }, text: renderDue(rows, start) };
  });

const memoryLimitBytes = 1024 * 1024;

/** The first time there is none. */
async function rememberedIn(file: string | undefined, cwd: string): Promise<DueBefore> {
  if (file === undefined) return new Map();
  try {
    return parseMemory(await new WorkspaceFiles(cwd).readText(file, memoryLimitBytes), file);
  } catch (cause) {
    if (cause instanceof ProblemError && cause.problems.every(({ code }) => code === 'file-missing'))
      return new Map();
    throw cause;
  }
}

function wordOf({ code, what, why, next }: Problem) {
  return { code, what, why, next };
}
