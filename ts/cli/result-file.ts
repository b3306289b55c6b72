import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { programErrors } from '../core/errors/catalogue/program.ts';
import { usageErrors } from '../core/errors/catalogue/usage.ts';
import type { Problem } from '../core/errors/problem.ts';
import type { Host } from './host.ts';
import { reasonOf } from './reason.ts';

/** What a call came to, for programs. */
export interface Result {
  readonly version: 1;
  /** Null when no step was found in the words. */
  readonly step: string | null;
  /** Version of the program that wrote it. */
  readonly program: string;
  /** Whether the exit code is 0. */
  readonly ok: boolean;
  readonly exitCode: number;
  /** Null when the step did not answer. */
  readonly output: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Makes sure, before a step starts, that its result can be written, and removes one that an earlier call left: a caller must never
 * read that one when this call dies. Answers the problem, if there is one.
 */
export async function prepareResultFile(host: Host): Promise<readonly Problem[]> {
  const file = fileOf(host);
  if (file === undefined) return [];
  try {
    const folder = dirname(file);
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    await access(folder, constants.W_OK);
    await rm(file, { force: true });
    return [];
  } catch (cause) {
    return [usageErrors.resultFile.problem({ file, reason: reasonOf(cause) })];
  }
}

/** Writes the result beside its place and renames it, so that nobody reads half of it. Answers the problem, if there is one. */
export async function writeResultFile(result: Result, host: Host): Promise<readonly Problem[]> {
  const file = fileOf(host);
  if (file === undefined) return [];
  const temporary = `${file}.partial`;
  try {
    await writeFile(temporary, `${JSON.stringify(result)}\n`);
    await rename(temporary, file);
    return [];
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return [programErrors.resultNotWritten.problem({ file, reason: reasonOf(cause) })];
  }
}

function fileOf({ env, cwd }: Host): string | undefined {
  const file = env['ECS_PROMOTE_RESULT'];
  return file === undefined || file === '' ? undefined : resolve(cwd, file);
}
