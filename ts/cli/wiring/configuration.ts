import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { parseConfig } from '../../core/config/parse.ts';
import type { Config } from '../../core/config/config.ts';
import { configErrors } from '../../core/errors/catalogue/config.ts';
import { ProblemError } from '../../core/errors/problem.ts';

/** Nobody writes more by hand; it keeps a wrong path from filling the memory. */
export const configLimitBytes = 4 * 1024 * 1024;

/**
 * Reads `promotion.yaml`. That it is not there is the first mistake of everybody (another folder, no checkout), so it has a text of its own.
 *
 * @param file as it was named, from `cwd`
 * @throws ProblemError `config-missing`, `file-…`, `config-…`
 */
export async function configuration(file: string, cwd: string): Promise<Config> {
  return parseConfig(await textOf(file, cwd), file);
}

async function textOf(file: string, cwd: string): Promise<string> {
  try {
    return await new WorkspaceFiles(cwd).readText(file, configLimitBytes);
  } catch (error) {
    const missing = error instanceof ProblemError && error.problems[0].code === 'file-missing';
    throw missing ? configErrors.missing.error({ file, folder: cwd }) : error;
  }
}
