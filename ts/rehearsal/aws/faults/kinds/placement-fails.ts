import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';
import { isAt, placeShape, timesShape } from '../place.ts';
import { placementEvent, placingCauses, type PlacingCause } from '../words/placing.ts';

const causes = Object.keys(placingCauses) as PlacingCause[];

/** The instances of the cluster, of which another one comes closest at each attempt. */
const instances = [
  '47d5cb9a-6e38-495e-9777-5ae6d02a3720',
  '0b8c1d52-93f4-4c1e-a1b7-6f2d90e4c811',
  'e2a4f7b6-5d19-4f83-8c3a-1b7e64d0aa95',
] as const;

/** There is no place for a task: no task appears, only the service's events tell of it, and the circuit breaker counts nothing. */
export const placementFails = defineFault({
  schema: z.strictObject({
    kind: z.literal('placementFails'),
    ...placeShape,
    /** Only so many attempts fail; by default all. */
    ...timesShape,
    cause: z.enum(causes),
    wording: z._default(z.enum(['new', 'old']), 'new'),
  }),
  hooks: {
    placementFailure: (fault, container, active) => {
      if (!isAt(fault, container)) return undefined;
      if (fault.times !== undefined && active.uses >= fault.times) return undefined;
      const instance = instances[active.uses % instances.length] ?? instances[0];
      active.uses += 1;
      return placementEvent(fault.cause, instance, container, fault.wording);
    },
  },
});
