import * as z from 'zod/mini';

/** Where commits between builds come from, for steps that tell what changes. */
export const cloneMembers = {
  repo: z
    .optional(z.string().check(z.minLength(1)))
    .check(z.describe('Clone that holds the commits of every service without a --clone of its own')),
  clone: z
    ._default(z.record(z.string(), z.string()), {})
    .check(
      z.describe(
        'Clone of a service, service1=../service1. Without one its commits are those of the builds that the ledger knows',
      ),
    ),
};
