import type { Runners } from './host.ts';

/** Steps that talk to AWS; loaded by `entry-core.ts` from the file beside it. */
export const runners: Runners = {};
