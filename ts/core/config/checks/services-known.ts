import { configErrors } from '../../errors/catalogue/config.ts';
import { didYouMean } from '../../errors/suggest.ts';
import type { Check } from './check.ts';

export const servicesKnown: Check = ({ environments, serviceNames: known, placeOfKey }) =>
  [...environments].flatMap(([environment, { services = {} }]) =>
    Object.keys(services)
      .filter((service) => !known.includes(service))
      .map((service) =>
        configErrors.serviceUnknown.problem(
          { environment, service, known, suggestion: didYouMean(service, known) },
          placeOfKey(['environments', environment, 'services'], service),
        ),
      ),
  );
