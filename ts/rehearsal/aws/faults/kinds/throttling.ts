import * as z from 'zod/mini';
import { AwsError } from '../../protocol/aws-error.ts';
import { defineFault } from '../kind.ts';

/** AWS refuses calls because there were too many: every n-th one that matches, or the first so many. */
export const throttling = defineFault({
  schema: z.strictObject({
    kind: z.literal('throttling'),
    /** `ecs`, `ecr`, `elb`, `logs`, `sts`; by default any. */
    service: z.optional(z.string()),
    operation: z.optional(z.string()),
    /** Of the matching calls every n-th is refused; 1 refuses all. */
    every: z._default(z.int().check(z.minimum(1)), 1),
    /** So many refusals at most; by default no end. */
    times: z.optional(z.int()),
  }),
  hooks: {
    refusal: (fault, call, active, query) => {
      if (fault.service !== undefined && fault.service !== call.service) return undefined;
      if (fault.operation !== undefined && fault.operation !== call.operation) return undefined;
      active.uses += 1;
      if (active.uses % fault.every !== 0) return undefined;
      if (fault.times !== undefined && active.uses / fault.every > fault.times) return undefined;
      return new AwsError(query ? 'Throttling' : 'ThrottlingException', 'Rate exceeded');
    },
  },
});
