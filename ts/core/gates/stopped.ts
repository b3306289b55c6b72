import { gateErrors } from '../errors/catalogue/gate.ts';
import type { Gate } from './gate.ts';

/**
 * One switch for everybody. It holds what has not begun: a promotion under way goes on to its end, since an environment left half-way
 * helps nobody, and going back stays possible, because that is often what the line was stopped for.
 */
export const stopped: Gate = {
  name: 'stop-the-line',
  rule: 'Nobody has stopped promotions into the environment.',
  alsoGoingBack: false,
  judge: ({ environment, state: { stop } }) =>
    stop
      ? [
          gateErrors.stopped.problem({
            environment: environment.name,
            by: stop.by.name,
            at: stop.at,
            reason: stop.reason,
          }),
        ]
      : [],
};
