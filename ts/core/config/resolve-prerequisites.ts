import type { ExternalCheck } from '../external/check.ts';
import type { Prerequisite } from './config.ts';
import type { PrerequisiteFile } from './prerequisite-schema.ts';

/**
 * What an environment asks of all services and what each service asks everywhere, as one list. What all must wait for is not asked of
 * the very service that is waited for: it could never come.
 */
export function resolvePrerequisites(
  here: readonly PrerequisiteFile[],
  services: readonly { readonly name: string; readonly prerequisites: readonly PrerequisiteFile[] }[],
): readonly Prerequisite[] {
  const names = services.map(({ name }) => name);
  return [
    ...here.map((file) => {
      const waitedFor = 'service' in file ? file.service : undefined;
      return prerequisiteOf(
        names.filter((name) => name !== waitedFor),
        file,
      );
    }),
    ...services.flatMap(({ name, prerequisites }) =>
      prerequisites.map((file) => prerequisiteOf([name], file)),
    ),
  ];
}

function prerequisiteOf(neededBy: readonly string[], file: PrerequisiteFile): Prerequisite {
  const { fromBuild } = file;
  if ('database' in file)
    return { kind: 'schema', neededBy, fromBuild, database: file.database, schema: file.schema };
  if ('service' in file)
    return { kind: 'service', neededBy, fromBuild, service: file.service, build: file.build };
  return { kind: 'check', neededBy, fromBuild, check: checkOf(file) };
}

function checkOf(file: Extract<PrerequisiteFile, { check: string }>): ExternalCheck {
  const { check: name } = file;
  if ('command' in file) {
    const [program = '', ...words] = file.command;
    return { kind: 'command', name, command: [program, ...words], timeoutSeconds: file.timeoutSeconds ?? 60 };
  }
  const { url, status = 200, json = {}, requestHeaders = {}, timeoutSeconds = 10 } = file;
  const statuses = typeof status === 'number' ? [status] : status;
  return { kind: 'http', name, url, status: statuses, json, requestHeaders, timeoutSeconds };
}
