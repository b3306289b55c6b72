import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';
import { placeShape, strikes, timesShape } from '../place.ts';
import { configuringCauses } from '../words/configuring.ts';
import { pullingCauses } from '../words/pulling.ts';
import { startFailure } from '../words/start-cause.ts';
import { startingCauses } from '../words/starting.ts';

export const startCauses = { ...pullingCauses, ...configuringCauses, ...startingCauses };
export type StartFailureCause = keyof typeof startCauses;
const names = Object.keys(startCauses) as StartFailureCause[];

/** A task is launched and ends before it runs: TaskFailedToStart, which the circuit breaker counts. */
export const startFails = defineFault({
  schema: z.strictObject({
    kind: z.literal('startFails'),
    ...placeShape,
    ...timesShape,
    cause: z.enum(names),
    /** In the words of present agents and platforms, or in those of earlier ones. */
    wording: z._default(z.enum(['new', 'old']), 'new'),
  }),
  hooks: {
    startFailure: (fault, container, active) =>
      strikes(fault, container, active)
        ? startFailure(startCauses[fault.cause], container, fault.wording)
        : undefined,
  },
});
