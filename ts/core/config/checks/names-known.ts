import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import { pathText, type Path } from '../../errors/schema-faults.ts';
import { didYouMean } from '../../errors/suggest.ts';
import type { Draft } from '../draft.ts';
import type { Check } from './check.ts';

/** What gates are told names environments and services of the file: a misspelt one would never hold. */
export const namesKnown: Check = (draft) => [
  ...[...draft.environments].flatMap(([name, { hotfix }]) =>
    unknown(hotfix?.maySkip, ['environments', name, 'hotfix', 'maySkip'], draft.environmentNames, draft),
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
  { placeOf }: Draft,
): readonly Problem[] {
  return names.flatMap((name, at) => {
    if (known.includes(name)) return [];
    const values = { where: pathText(path), name, known, suggestion: didYouMean(name, known) };
    return [configErrors.unknownName.problem(values, placeOf([...path, at]))];
  });
}
