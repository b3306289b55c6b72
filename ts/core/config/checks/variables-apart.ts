import { configErrors } from '../../errors/catalogue/config.ts';
import { variableName, variablesOf } from '../../service-env/variable-name.ts';
import type { Check } from './check.ts';

/** All variables of an artifact are compared (commit, digest, …), not only the one with the build. */
export const variablesApart: Check = ({ services, placeOf, placeOfKey }) => {
  const owners = new Map<string, string>();
  return [...services].flatMap(([service, file]) => {
    const names = Object.values(variablesOf(file.variable ?? variableName(service)));
    const taken = names.find((name) => owners.has(name));
    for (const name of names) if (!owners.has(name)) owners.set(name, service);
    if (taken === undefined) return [];
    const place =
      file.variable === undefined
        ? placeOfKey(['services'], service)
        : placeOf(['services', service, 'variable']);
    const other = owners.get(taken) ?? '';
    return [configErrors.variableTwice.problem({ service, other, variable: taken }, place)];
  });
};
