import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import { pathText, type Path } from '../../errors/schema-faults.ts';
import { didYouMean } from '../../errors/suggest.ts';
import type { Draft } from '../draft.ts';
import type { PrerequisiteFile } from '../prerequisite-schema.ts';
import type { Check } from './check.ts';

/** What gates are told names environments and services of the file: a misspelt one would never hold. */
export const namesKnown: Check = (draft) => [
  ...[...draft.environments].flatMap(([name, { hotfix, prerequisites }]) => [
    ...unknown(hotfix?.maySkip, ['environments', name, 'hotfix', 'maySkip'], draft.environmentNames, draft),
    ...unknownNeeded(prerequisites, ['environments', name, 'prerequisites'], draft),
  ]),
  ...[...draft.services].flatMap(([name, { prerequisites }]) =>
    unknownNeeded(prerequisites, ['services', name, 'prerequisites'], draft),
  ),
  ...[...draft.freezes].flatMap(([name, { environments, services }]) => [
    ...unknown(environments, ['freezes', name, 'environments'], draft.environmentNames, draft),
    ...unknown(services, ['freezes', name, 'services'], draft.serviceNames, draft),
  ]),
];

function unknown(
  names: readonly string[] = [],
  path: Path,
  known: readonly string[],
  draft: Draft,
): readonly Problem[] {
  return names.flatMap((name, at) => unknownAt(name, path, [...path, at], known, draft));
}

function unknownNeeded(
  prerequisites: readonly PrerequisiteFile[] = [],
  path: Path,
  draft: Draft,
): readonly Problem[] {
  return prerequisites.flatMap((one, at) =>
    'service' in one ? unknownAt(one.service, path, [...path, at, 'service'], draft.serviceNames, draft) : [],
  );
}

function unknownAt(
  name: string,
  list: Path,
  path: Path,
  known: readonly string[],
  { placeOf }: Draft,
): readonly Problem[] {
  if (known.includes(name)) return [];
  const values = { where: pathText(list), name, known, suggestion: didYouMean(name, known) };
  return [configErrors.unknownName.problem(values, placeOf(path))];
}
