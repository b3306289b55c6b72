import type { DeploymentLifecycleHook, DeploymentLifecycleHookStage } from '@aws-sdk/client-ecs';
import type { World } from '../../../world.ts';
import type { HookRun, Lifecycle } from '../../lifecycle.ts';
import type { ServiceDeployment } from '../../state.ts';
import { failDeployment, isOpen } from '../rollback.ts';
import { lookSoon } from '../scheduler.ts';
import { timing } from '../timing.ts';
import { failureSaying } from './failure.ts';

/**
 * Lifecycle hooks ("Lambda hooks" and "Pause hooks for Amazon ECS service deployments" in the developer guide). All hooks of a stage
 * run beside each other, and one that fails or runs out of time with ROLLBACK fails the deployment, whatever the others say.
 */
export function startHooks(
  world: World,
  record: ServiceDeployment,
  stage: DeploymentLifecycleHookStage,
): void {
  const hooks = record.configuration.lifecycleHooks ?? [];
  for (const hook of hooks.filter(({ lifecycleStages }) => lifecycleStages?.includes(stage))) {
    const run = newRun(world, record, stage, hook);
    record.lifecycle?.hooks.push(run);
    if (hook.targetType !== 'PAUSE') invoke(world, record, run);
    expire(world, record, run);
  }
}

export function hooksAreDone(lifecycle: Lifecycle): boolean {
  return lifecycle.hooks.every((run) => run.settled || run.position !== lifecycle.position);
}

export function isAwaited(record: ServiceDeployment, run: HookRun): boolean {
  return isOpen(record) && !record.rollback && !run.settled;
}

/** ContinueServiceDeployment. The guide has no wording for the reason of a rollback that was asked for so. */
export function answerPause(
  world: World,
  record: ServiceDeployment,
  run: HookRun,
  action: 'CONTINUE' | 'ROLLBACK',
): void {
  if (action === 'CONTINUE') {
    settle(world, record, run, 'SUCCEEDED');
  } else {
    const words = 'Service deployment rolled back because of a ContinueServiceDeployment request.';
    settle(world, record, run, 'FAILED', words);
  }
}

/** ECS calls the function; one that answers IN_PROGRESS is called again, by default after 30 seconds. */
function invoke(world: World, record: ServiceDeployment, run: HookRun, call = 1): void {
  const duration = world.seeded.milliseconds(timing.hook, 'hook', run.id, call);
  world.clock.schedule(world.now() + duration, record.arn, () => {
    if (!isAwaited(record, run)) return;
    const { service } = record;
    const hookTargetArn = run.hook.hookTargetArn ?? '';
    const place = { cluster: service.cluster.name, service: service.name, stage: run.stage };
    const answer = world.faults.hookAnswer({ ...place, hookTargetArn });
    if (answer === 'IN_PROGRESS') {
      world.clock.schedule(world.now() + 30_000, record.arn, () => {
        if (isAwaited(record, run)) invoke(world, record, run, call + 1);
      });
    } else if (answer === 'FAILED') {
      const words = `Service deployment rolled back because ${run.stage} lifecycle hook(s) failed. Lifecycle hook target ${hookTargetArn} returned FAILED status.`;
      settle(world, record, run, 'FAILED', words);
    } else {
      settle(world, record, run, 'SUCCEEDED');
    }
  });
}

function expire(world: World, record: ServiceDeployment, run: HookRun): void {
  const kind = run.hook.targetType === 'PAUSE' ? 'pause' : 'lifecycle';
  const words = `Service deployment rolled back because ${run.stage} ${kind} hook timed out.`;
  world.clock.schedule(run.expiresAt, record.arn, () => {
    if (!isAwaited(record, run)) return;
    settle(world, record, run, 'TIMED_OUT', run.timeoutAction === 'ROLLBACK' ? words : undefined);
  });
}

function settle(
  world: World,
  record: ServiceDeployment,
  run: HookRun,
  status: HookRun['status'],
  failure?: string,
): void {
  Object.assign(run, { status, settled: true });
  record.updatedAt = world.now();
  if (failure === undefined) lookSoon(world, record.service);
  else failDeployment(world, record.service, record.deployment, failureSaying(failure));
}

function newRun(
  world: World,
  record: ServiceDeployment,
  stage: DeploymentLifecycleHookStage,
  hook: DeploymentLifecycleHook,
): HookRun {
  const number = record.lifecycle?.hooks.length ?? 0;
  const kind = hook.targetType === 'PAUSE' ? 'pause' : 'lambda';
  const { timeoutInMinutes = 1440, action = 'ROLLBACK' } = hook.timeoutConfiguration ?? {};
  return {
    id: `ecs-${kind}-${world.seeded.key(32, 'hook', record.arn, number)}`,
    hook,
    stage,
    position: record.lifecycle?.position ?? 0,
    status: kind === 'pause' ? 'AWAITING_ACTION' : 'IN_PROGRESS',
    expiresAt: world.now() + timeoutInMinutes * 60_000,
    timeoutAction: action,
    settled: false,
  };
}
