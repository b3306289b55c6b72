import * as z from 'zod/mini';
import type { Hooks } from './kind.ts';
import { crashLoop } from './kinds/crash-loop.ts';
import { imageMissing } from './kinds/image-missing.ts';
import { throttling } from './kinds/throttling.ts';
import { unhealthyTargets } from './kinds/unhealthy-targets.ts';

/** Everything that can be made to go wrong. A new kind is one file in `kinds` and a line in both lists here. */
export const faultSchema = z.discriminatedUnion('kind', [
  imageMissing.schema,
  crashLoop.schema,
  unhealthyTargets.schema,
  throttling.schema,
]);

/** A fault as one writes it down; see the kinds for what their members mean. */
export type Fault = z.input<typeof faultSchema>;

export const hooksByKind = {
  imageMissing: imageMissing.hooks,
  crashLoop: crashLoop.hooks,
  unhealthyTargets: unhealthyTargets.hooks,
  throttling: throttling.hooks,
} as Readonly<Record<string, Hooks<unknown>>>;
