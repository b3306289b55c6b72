import type { Rule } from '../rule.ts';
import { configuring, configuringAtAll, logging } from './configuring.ts';
import { givingUp, goingWell, health, hooks, stopping } from './deploying.ts';
import { logLines } from './lines.ts';
import { placing, placingAtAll, roles } from './placing.ts';
import { pulling } from './pulling.ts';
import { starting, startingAtAll } from './starting.ts';

/** The table, in the order in which it is tried: from what lies innermost to what wraps it. */
export const rules: readonly Rule[] = [
  ...logging,
  ...hooks,
  ...roles,
  ...configuring,
  ...pulling,
  ...configuringAtAll,
  ...starting,
  ...placing,
  ...givingUp,
  ...health,
  ...goingWell,
  ...stopping,
  ...startingAtAll,
  ...placingAtAll,
  ...logLines,
];
