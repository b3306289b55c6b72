import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';
import { isAt, placeShape } from '../place.ts';

/** The container's program ends by itself soon after it started, each time. */
export const crashLoop = defineFault({
  schema: z.strictObject({
    kind: z.literal('crashLoop'),
    ...placeShape,
    exitCode: z._default(z.int(), 1),
    /** The container's reason, e.g. `OutOfMemoryError: Container killed due to memory usage`. */
    reason: z.optional(z.string()),
    afterSeconds: z._default(z.number(), 3),
    /** What it writes to its log before it ends. */
    logLines: z._default(z.array(z.string()), [
      'Error: the configuration has no DATABASE_URL',
      '    at start (/app/server.js:12:9)',
    ]),
    /** Only so many containers crash; by default all. */
    times: z.optional(z.int()),
  }),
  hooks: {
    exit: (fault, container, active) => {
      if (!isAt(fault, container)) return undefined;
      if (fault.times !== undefined && active.uses >= fault.times) return undefined;
      active.uses += 1;
      const { exitCode, reason, afterSeconds, logLines } = fault;
      return { exitCode, afterSeconds, logLines, ...(reason !== undefined && { reason }) };
    },
  },
});
