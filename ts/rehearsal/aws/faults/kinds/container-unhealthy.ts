import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';
import { placeShape, strikes, timesShape } from '../place.ts';

/** The container runs, but the health check in its task definition fails each time. A container without one is not struck. */
export const containerUnhealthy = defineFault({
  schema: z.strictObject({ kind: z.literal('containerUnhealthy'), ...placeShape, ...timesShape }),
  hooks: { containerUnhealthy: strikes },
});
