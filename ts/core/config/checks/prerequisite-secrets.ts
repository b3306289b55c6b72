import type { Path } from '../../errors/schema-faults.ts';
import type { PrerequisiteFile } from '../prerequisite-schema.ts';
import type { Check } from './check.ts';
import { secretsInVariables } from './smoke-checks.ts';

/** What an external check sends to prove who asks is in the environment, as what a smoke check sends. */
export const prerequisiteSecrets: Check = (draft) => {
  const secrets = (at: Path) => (prerequisite: PrerequisiteFile, index: number) =>
    'url' in prerequisite ? secretsInVariables(prerequisite, [...at, index], draft) : [];
  return [
    ...[...draft.services].flatMap(([name, { prerequisites = [] }]) =>
      prerequisites.flatMap(secrets(['services', name, 'prerequisites'])),
    ),
    ...[...draft.environments].flatMap(([name, { prerequisites = [] }]) =>
      prerequisites.flatMap(secrets(['environments', name, 'prerequisites'])),
    ),
  ];
};
