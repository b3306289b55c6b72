import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { recordServiceEnv } from '../../app/service-env.ts';
import type { serviceEnvWriteStep } from '../../steps/service-env-write.ts';
import type { Run } from '../context.ts';

export const run: Run<typeof serviceEnvWriteStep> = async ({ service, out, values }, { cwd }) => {
  const entries = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
  const file = await recordServiceEnv({ service, folder: out, values: entries }, new WorkspaceFiles(cwd));
  return { output: { file }, text: file };
};
