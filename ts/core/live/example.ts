import type { DeploymentProgress, StoppedTask } from './live.ts';

/** A deployment of `web` to two tasks that has just begun; for tests. */
export function aProgress(differing: Partial<DeploymentProgress> = {}): DeploymentProgress {
  return {
    ecsService: 'web',
    deploymentId: 'ecs-svc/1',
    state: 'inProgress',
    status: 'IN_PROGRESS',
    running: 0,
    pending: 0,
    desired: 2,
    failedTasks: 0,
    reason: null,
    stoppedTasks: [],
    unhealthyTasks: [],
    stage: null,
    productionPercent: null,
    pause: null,
    alarms: [],
    failedHooks: [],
    events: [],
    targetRevision: null,
    ...differing,
  };
}

/** A task that ran for three seconds; its ARN ends with `id`. */
export function aStoppedTask(
  stoppedReason: string,
  differing: Partial<Omit<StoppedTask, 'containers'>> & {
    readonly id?: string;
    readonly exitCode?: number;
    readonly reason?: string;
  } = {},
): StoppedTask {
  const { id = '1', exitCode = null, reason = null, ...others } = differing;
  return {
    taskArn: `arn:aws:ecs:eu-west-1:123456789012:task/c/${id}`,
    startedAt: 100_000,
    stoppedAt: 103_000,
    isOver: true,
    stopCode: null,
    stoppedReason,
    containers: [{ name: 'web', exitCode, reason }],
    ...others,
  };
}
