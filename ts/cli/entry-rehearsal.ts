import type { Runners } from './host.ts';
import * as rehearse from './run/rehearse.ts';

/** The rehearsal; in a checkout and on the agent's image only, never in what Jenkins copies into a build. */
export const runners: Runners = {
  rehearse: () => Promise.resolve(rehearse),
};
