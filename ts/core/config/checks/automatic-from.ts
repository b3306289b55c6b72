import { configErrors } from '../../errors/catalogue/config.ts';
import { listOf } from '../resolve-environment.ts';
import type { Check } from './check.ts';

/** What comes by itself was verified somewhere before. */
export const automaticFrom: Check = ({ environments, placeOf }) =>
  [...environments].flatMap(([environment, { automatic, promotesFrom }]) =>
    automatic === true && listOf(promotesFrom).length === 0
      ? [
          configErrors.automaticFrom.problem(
            { environment },
            placeOf(['environments', environment, 'automatic']),
          ),
        ]
      : [],
  );
