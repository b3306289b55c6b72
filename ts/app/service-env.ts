import { serviceEnvErrors as errors } from '../core/errors/catalogue/service-env.ts';
import { ProblemError, throwIfAny, type Problem } from '../core/errors/problem.ts';
import type { ServiceEnvEntry } from '../core/service-env/entry.ts';
import { readServiceEnv } from '../core/service-env/read.ts';
import { problemsOfEntries, writeServiceEnv } from '../core/service-env/write.ts';
import type { Files } from '../ports/files.ts';

/** Hundred values of 8 KiB, each character as six. */
const fileLimitBytes = 5_000_000;

/**
 * Writes a service's env artifact, `<folder>/<service>.env.groovy`.
 *
 * @returns the file's path, as the folder was given
 * @throws ProblemError with everything that is wrong, before anything is written
 */
export async function recordServiceEnv(
  wanted: {
    readonly service: string;
    readonly folder: string;
    readonly values: readonly (readonly [name: string, value: string])[];
  },
  files: Files,
): Promise<string> {
  const { service, folder, values } = wanted;
  throwIfAny([
    ...(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(service) ? [] : [errors.serviceName.problem({ service })]),
    ...(values.length > 0 ? [] : [errors.nothingToWrite.problem({})]),
    ...problemsOfEntries(values),
  ]);
  const path = `${folder.replace(/(?<=.)\/+$/, '')}/${service}.env.groovy`.replace(/^\/\//, '/');
  const header = `Service env artifact of ${service}: Jenkins' load assigns it, ecs-promote reads it without running it.`;
  await files.replaceText(path, writeServiceEnv(values, header));
  return path;
}

/** One artifact and what it assigns, in its order. */
export interface ServiceEnvFile {
  readonly file: string;
  readonly entries: readonly ServiceEnvEntry[];
}

/**
 * Reads service env artifacts without running them.
 *
 * @throws ProblemError with the problems of all the files
 */
export async function readServiceEnvFiles(
  paths: readonly string[],
  files: Files,
): Promise<readonly ServiceEnvFile[]> {
  const problems: Problem[] = [];
  const read: ServiceEnvFile[] = [];
  for (const file of paths) {
    try {
      read.push({ file, entries: await entriesOf(file, files) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwIfAny(problems);
  return read;
}

async function entriesOf(file: string, files: Files): Promise<readonly ServiceEnvEntry[]> {
  const reading = readServiceEnv(await files.readText(file, fileLimitBytes), file);
  if (!reading.ok) throw new ProblemError(reading.problems);
  if (reading.entries.length === 0) throw errors.empty.error({}, { place: { file } });
  return reading.entries.map(({ name, value }) => ({ name, value }));
}
