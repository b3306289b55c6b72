import type {
  DeploymentLifecycleHook,
  DeploymentLifecycleHookAction,
  DeploymentLifecycleHookStage,
  DeploymentLifecycleHookStatus,
  ServiceDeploymentLifecycleStage,
} from '@aws-sdk/client-ecs';
import type { Deployment } from './state.ts';

/** How far a deployment by one of ECS's own strategies (blue/green, linear, canary) has come. A rolling one has no lifecycle. */
export interface Lifecycle {
  readonly steps: readonly Step[];
  /** Index of the step that it is at. */
  position: number;
  /** When the step has lasted as long as it must. */
  leaveAt: number;
  /** What runs beside the new deployment and takes over again when that fails. A first deployment has none. */
  readonly blue: Deployment | undefined;
  /** Percent of the production and of the test traffic that goes to the new deployment. */
  production: number;
  test: number;
  /** Every hook that has run or is running, in the order they began. */
  readonly hooks: HookRun[];
}

/** A part of the lifecycle: what it does when it begins, and what it waits for. */
export interface Step {
  readonly stage: ServiceDeploymentLifecycleStage;
  /** The hooks of this stage run, and are waited for. */
  readonly hooks?: DeploymentLifecycleHookStage;
  /** Traffic goes to the new deployment, in percent. */
  readonly production?: number;
  readonly test?: number;
  /** How long it lasts at least. */
  readonly minutes?: number;
  readonly until?: 'otherRevisionsAreGone' | 'greenIsUp' | 'onlyGreenIsLeft';
}

/** A hook that runs, or ran, as `lifecycleHookDetails` shows it. */
export interface HookRun {
  readonly id: string;
  readonly hook: DeploymentLifecycleHook;
  readonly stage: DeploymentLifecycleHookStage;
  /** The step it belongs to; a linear deployment comes to a stage several times. */
  readonly position: number;
  status: DeploymentLifecycleHookStatus;
  readonly expiresAt: number;
  readonly timeoutAction: DeploymentLifecycleHookAction;
  /** Nothing waits for it any more. */
  settled: boolean;
}

export function stepOf(lifecycle: Lifecycle): Step {
  const step = lifecycle.steps[lifecycle.position];
  if (!step) throw new Error(`a lifecycle has no step ${lifecycle.position}`);
  return step;
}
