import * as z from 'zod/mini';
import type { Hooks } from './kind.ts';
import { accessDenied } from './kinds/access-denied.ts';
import { alarm } from './kinds/alarm.ts';
import { deploymentStopped, serviceScaled } from './kinds/befalling.ts';
import { containerUnhealthy } from './kinds/container-unhealthy.ts';
import { codeDeployHook } from './kinds/code-deploy-hook.ts';
import { crashLoop } from './kinds/crash-loop.ts';
import { hookFails } from './kinds/hook-fails.ts';
import { imageMissing } from './kinds/image-missing.ts';
import { placementFails } from './kinds/placement-fails.ts';
import { slowStart } from './kinds/slow-start.ts';
import { startFails } from './kinds/start-fails.ts';
import { taskEnds } from './kinds/task-ends.ts';
import { throttling } from './kinds/throttling.ts';
import { unhealthyTargets } from './kinds/unhealthy-targets.ts';

/** Everything that can be made to go wrong. A new kind is one file in `kinds` and a line in both lists here. */
export const faultSchema = z.discriminatedUnion('kind', [
  imageMissing.schema,
  startFails.schema,
  placementFails.schema,
  crashLoop.schema,
  containerUnhealthy.schema,
  unhealthyTargets.schema,
  slowStart.schema,
  taskEnds.schema,
  deploymentStopped.schema,
  serviceScaled.schema,
  throttling.schema,
  accessDenied.schema,
  codeDeployHook.schema,
  alarm.schema,
  hookFails.schema,
]);

/** A fault as one writes it down; see the kinds for what their members mean. */
export type Fault = z.input<typeof faultSchema>;

export const hooksByKind = {
  imageMissing: imageMissing.hooks,
  startFails: startFails.hooks,
  placementFails: placementFails.hooks,
  crashLoop: crashLoop.hooks,
  containerUnhealthy: containerUnhealthy.hooks,
  unhealthyTargets: unhealthyTargets.hooks,
  slowStart: slowStart.hooks,
  taskEnds: taskEnds.hooks,
  deploymentStopped: deploymentStopped.hooks,
  serviceScaled: serviceScaled.hooks,
  throttling: throttling.hooks,
  accessDenied: accessDenied.hooks,
  codeDeployHook: codeDeployHook.hooks,
  alarm: alarm.hooks,
  hookFails: hookFails.hooks,
} as Readonly<Record<string, Hooks<unknown>>>;
