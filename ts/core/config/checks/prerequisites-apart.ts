import { configErrors } from '../../errors/catalogue/config.ts';
import type { Check } from './check.ts';

/** A service that waits for itself would wait for ever. */
export const prerequisitesApart: Check = ({ services, placeOf }) =>
  [...services].flatMap(([name, { prerequisites = [] }]) =>
    prerequisites.flatMap((prerequisite, at) =>
      'service' in prerequisite && prerequisite.service === name
        ? [
            configErrors.prerequisiteOwn.problem(
              { service: name },
              placeOf(['services', name, 'prerequisites', at, 'service']),
            ),
          ]
        : [],
    ),
  );
