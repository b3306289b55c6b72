import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { readServiceEnvFiles } from '../../app/service-env.ts';
import { oneLine } from '../../core/service-env/one-line.ts';
import type { serviceEnvReadStep } from '../../steps/service-env-read.ts';
import type { Run } from '../context.ts';

export const run: Run<typeof serviceEnvReadStep> = async ({ files: paths }, { cwd }) => {
  const files = await readServiceEnvFiles(paths, new WorkspaceFiles(cwd));
  const output = files.map(({ file, entries }) => ({
    file,
    values: Object.fromEntries(entries.map(({ name, value }) => [name, value])),
  }));
  const lines = files.flatMap(({ entries }) => entries.map(({ name, value }) => oneLine(name, value)));
  return { output: { files: output }, text: lines.join('\n') };
};
