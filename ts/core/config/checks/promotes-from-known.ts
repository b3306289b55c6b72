import { configErrors } from '../../errors/catalogue/config.ts';
import { didYouMean } from '../../errors/suggest.ts';
import { listOf } from '../resolve-environment.ts';
import type { Check } from './check.ts';

export const promotesFromKnown: Check = ({ environments, environmentNames, placeOf }) =>
  [...environments].flatMap(([environment, { promotesFrom }]) => {
    const known = environmentNames.filter((name) => name !== environment);
    return listOf(promotesFrom)
      .map((from, at) => ({ from, at }))
      .filter(({ from }) => !environmentNames.includes(from))
      .map(({ from, at }) =>
        configErrors.promotesFromUnknown.problem(
          { environment, from, known, suggestion: didYouMean(from, known) },
          placeOf([
            'environments',
            environment,
            'promotesFrom',
            ...(typeof promotesFrom === 'object' && 'all' in promotesFrom ? ['all'] : []),
            ...(typeof promotesFrom === 'string' ? [] : [at]),
          ]),
        ),
      );
  });
