import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Path } from '../../errors/schema-faults.ts';
import type { Draft } from '../draft.ts';
import { ecsServiceName } from '../resolve-environment.ts';
import type { Check } from './check.ts';

/** What stands in braces can be replaced, and what comes out is a name that ECS takes. */
export const ecsServiceNames: Check = (draft) => [
  ...[...draft.services].flatMap(([service, { ecsService }]) =>
    problemsOf(ecsService, ['services', service, 'ecsService'], draft.environmentNames, draft),
  ),
  ...[...draft.environments].flatMap(([environment, { services = {} }]) =>
    Object.entries(services).flatMap(([service, { ecsService }]) =>
      problemsOf(
        ecsService,
        ['environments', environment, 'services', service, 'ecsService'],
        [environment],
        draft,
      ),
    ),
  ),
];

function problemsOf(
  template: string | undefined,
  path: Path,
  environments: readonly string[],
  { placeOf }: Draft,
): readonly Problem[] {
  const where = path.join('.');
  const strange = (template?.match(/\{[^}]*\}/g) ?? []).filter((found) => found !== '{environment}');
  const [tooLong] = environments
    .map((environment) => ecsServiceName(template ?? '', environment))
    .filter((name) => name.length > 255);
  return [
    ...strange.map((placeholder) => configErrors.placeholder.problem({ where, placeholder }, placeOf(path))),
    ...(tooLong === undefined
      ? []
      : [configErrors.ecsServiceName.problem({ where, name: tooLong }, placeOf(path))]),
  ];
}
