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
  return 'database' in file
    ? { kind: 'schema', neededBy, fromBuild, database: file.database, schema: file.schema }
    : { kind: 'service', neededBy, fromBuild, service: file.service, build: file.build };
}
