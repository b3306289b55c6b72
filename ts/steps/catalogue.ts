import type { Step } from './step.ts';

/** All steps, in the order in which help and the reference tell of them: along the line. */
export const steps: readonly Step[] = [];
