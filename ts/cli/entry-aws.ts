import type { Runners } from './host.ts';

/** Steps that talk to AWS; loaded by `entry-core.ts` from the file beside it. */
export const runners: Runners = {
  plan: () => import('./run/plan.ts'),
  promote: () => import('./run/promote.ts'),
  restart: () => import('./run/restart.ts'),
  status: () => import('./run/status.ts'),
};
