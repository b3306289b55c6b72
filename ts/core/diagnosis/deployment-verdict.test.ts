import type { DeploymentProgress, StoppedTask } from '../live/live.ts';
import { deploymentVerdict } from './deployment-verdict.ts';

function stopped(
  stoppedReason: string,
  exitCode: number | null = null,
  reason: string | null = null,
): StoppedTask {
  return {
    taskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/c/1',
    stopCode: null,
    stoppedReason,
    containers: [{ name: 'web', exitCode, reason }],
  };
}

function progress(differing: Partial<DeploymentProgress>): DeploymentProgress {
  return {
    ecsService: 'web',
    deploymentId: 'ecs-svc/1',
    state: 'inProgress',
    running: 0,
    pending: 0,
    desired: 2,
    failedTasks: 0,
    reason: null,
    stoppedTasks: [],
    stage: null,
    productionPercent: null,
    pause: null,
    alarms: [],
    events: [],
    targetRevision: null,
    ...differing,
  };
}

test.each<[string, Partial<DeploymentProgress>, string | undefined]>([
  ['a deployment without a stopped task has no verdict', {}, undefined],
  [
    'a task that made room is no verdict',
    { stoppedTasks: [stopped('Scaling activity initiated by (deployment ecs-svc/1)')] },
    undefined,
  ],
  [
    'a crash is named while the deployment still tries',
    { stoppedTasks: [stopped('Essential container in task exited', 1)] },
    'exit-code',
  ],
  [
    'the cause is named, not that the circuit breaker acted on it',
    {
      state: 'rolledBack',
      reason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
      stoppedTasks: [stopped('Essential container in task exited', 1)],
    },
    'exit-code',
  ],
  [
    'without a cause, that it acted',
    {
      state: 'rolledBack',
      reason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    },
    'circuit-breaker',
  ],
  [
    'what ECS says of a deployment that succeeded is no verdict',
    { state: 'succeeded', reason: 'ECS deployment ecs-svc/1 completed.' },
    undefined,
  ],
])('%s', (_, differing, expected) => {
  expect(deploymentVerdict(progress(differing))?.class).toBe(expected);
});
