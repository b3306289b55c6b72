import { configErrors } from '../../errors/catalogue/config.ts';
import { resolveEnvironment } from '../resolve-environment.ts';
import type { Check } from './check.ts';

/** No two services, of one environment or of two, are the same ECS service of the same cluster. */
export const ecsServicesApart: Check = ({ environments, services, defaults, placeOfKey }) => {
  if (defaults === null) return [];
  const owners = new Map<string, string>();
  const wanted = [...services].map(([name, file]) => ({ name, file }));
  return [...environments].flatMap(([environment, file]) => {
    const {
      cluster,
      region,
      accountId,
      services: targets,
    } = resolveEnvironment(environment, file, {
      defaults,
      services: wanted,
      freezes: [],
      groups: undefined,
    });
    if (cluster === '') return [];
    const collisions = targets.flatMap(({ service, ecsService }) => {
      const key = JSON.stringify([accountId, region, cluster, ecsService]);
      const second = `${service} in ${environment}`;
      const first = owners.get(key);
      if (first === undefined) owners.set(key, second);
      return first === undefined
        ? []
        : [
            configErrors.ecsServiceTwice.problem(
              { first, second, ecsService, cluster },
              placeOfKey(['environments'], environment),
            ),
          ];
    });
    // Two environments in one cluster share every service; saying it once is enough.
    return collisions.slice(0, 1);
  });
};
