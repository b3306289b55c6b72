import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';
import { placeShape, strikes, timesShape } from '../place.ts';

/** Nothing is wrong, it only takes longer: a large image to pull, an application that answers its health checks late. */
export const slowStart = defineFault({
  schema: z.strictObject({
    kind: z.literal('slowStart'),
    ...placeShape,
    ...timesShape,
    /** So much longer than usual the pull takes. */
    pullSeconds: z._default(z.number(), 0),
    /** So long after it started no health check passes; whether it is stopped for that is a matter of grace and start periods. */
    unhealthySeconds: z._default(z.number(), 0),
  }),
  hooks: {
    pullDelay: (fault, container, active) =>
      strikes(fault, container, active) ? fault.pullSeconds : undefined,
    containerUnhealthy: (fault, container, active) =>
      strikes(fault, container, active) && container.runningSeconds < fault.unhealthySeconds,
    targetFailure: (fault, container, active) =>
      strikes(fault, container, active) && container.runningSeconds < fault.unhealthySeconds
        ? { reason: 'Target.Timeout', description: 'Request timed out' }
        : undefined,
  },
});
