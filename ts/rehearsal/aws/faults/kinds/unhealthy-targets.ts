import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';
import { placeShape, strikes, timesShape } from '../place.ts';

/** The container runs, but does not answer the load balancer's health checks as it should. */
export const unhealthyTargets = defineFault({
  schema: z.strictObject({
    kind: z.literal('unhealthyTargets'),
    ...placeShape,
    ...timesShape,
    /** The status it answers with; without one it does not answer at all. */
    statusCode: z.optional(z.int()),
  }),
  hooks: {
    targetFailure: (fault, container, active) => {
      if (!strikes(fault, container, active)) return undefined;
      return fault.statusCode === undefined
        ? { reason: 'Target.Timeout', description: 'Request timed out' }
        : {
            reason: 'Target.ResponseCodeMismatch',
            description: `Health checks failed with these codes: [${fault.statusCode}]`,
          };
    },
  },
});
