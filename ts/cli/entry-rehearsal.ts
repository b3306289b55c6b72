import type { Runners } from './host.ts';

/** The rehearsal; in a checkout and on the agent's image only, never in what Jenkins copies into a build. */
export const runners: Runners = {};
