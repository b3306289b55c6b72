import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';

/** A Lambda lifecycle hook does not answer SUCCEEDED: it finds something wrong, or it is not done yet and wants to be called again. */
export const hookFails = defineFault({
  schema: z.strictObject({
    kind: z.literal('hookFails'),
    cluster: z.optional(z.string()),
    service: z.optional(z.string()),
    /** E.g. `POST_TEST_TRAFFIC_SHIFT`. */
    stage: z.optional(z.string()),
    hookTargetArn: z.optional(z.string()),
    answer: z._default(z.enum(['FAILED', 'IN_PROGRESS']), 'FAILED'),
    /** Only so many calls are answered so; by default all. */
    times: z.optional(z.int()),
  }),
  hooks: {
    hookAnswer: (fault, facts, active) => {
      if (fault.cluster !== undefined && fault.cluster !== facts.cluster) return undefined;
      if (fault.service !== undefined && fault.service !== facts.service) return undefined;
      if (fault.stage !== undefined && fault.stage !== facts.stage) return undefined;
      if (fault.hookTargetArn !== undefined && fault.hookTargetArn !== facts.hookTargetArn) return undefined;
      if (fault.times !== undefined && active.uses >= fault.times) return undefined;
      active.uses += 1;
      return fault.answer;
    },
  },
});
