import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';
import { isAt, placeShape } from '../place.ts';

/** The image can't be pulled, as if somebody had deleted it after the check: the registry still lists it, the agent does not find it. */
export const imageMissing = defineFault({
  schema: z.strictObject({ kind: z.literal('imageMissing'), ...placeShape }),
  hooks: { imageGone: (fault, container) => isAt(fault, container) },
});
