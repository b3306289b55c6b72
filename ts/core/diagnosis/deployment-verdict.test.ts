import type { DeploymentProgress } from '../live/live.ts';
import { aProgress, aStoppedTask } from '../live/example.ts';
import { deploymentVerdict } from './deployment-verdict.ts';

const crash = aStoppedTask('Essential container in task exited', { exitCode: 1 });
const scaledIn = aStoppedTask('Scaling activity initiated by (deployment ecs-svc/1)');
const noPlace =
  '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 47d5cb9a) has insufficient CPU units available.';
const target = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef';
const breaker = 'Service deployment rolled back because the circuit breaker threshold was exceeded.';
const said = (message: string) => [{ at: 0, message }];

test.each<[string, Partial<DeploymentProgress>, string | undefined]>([
  ['a deployment without a stopped task has no verdict', {}, undefined],
  ['a task that made room is no verdict', { stoppedTasks: [scaledIn] }, undefined],
  ['a crash is named while the deployment still tries', { stoppedTasks: [crash] }, 'exit-code'],
  [
    'a shortage of capacity is named by what the service says, for there is no task',
    { events: said(noPlace) },
    'no-capacity-cpu',
  ],
  [
    'a task that is about to be stopped for its health check is one',
    { unhealthyTasks: ['arn:aws:ecs:eu-west-1:123456789012:task/c/1'] },
    'container-health-check',
  ],
  ['an alarm is named when it goes off', { alarms: ['web-5xx'] }, 'alarm-rollback'],
  [
    'a hook is named when it fails',
    { failedHooks: ['POST_SCALE_UP arn:aws:lambda:eu-west-1:123456789012:function:check FAILED'] },
    'hook-failed',
  ],
  [
    'a stop by somebody is named when it is asked for, before AWS gives a reason',
    { status: 'ROLLBACK_REQUESTED' },
    'stopped-by-user',
  ],
  [
    'the cause is named, not that the circuit breaker acted on it',
    { state: 'rolledBack', reason: breaker, stoppedTasks: [crash] },
    'exit-code',
  ],
  ['without a cause, that it acted', { state: 'rolledBack', reason: breaker }, 'circuit-breaker'],
  [
    'and that is named when it begins to go back',
    { status: 'ROLLBACK_IN_PROGRESS', reason: breaker },
    'circuit-breaker',
  ],
  [
    'what ECS says of a deployment that merely goes on is no verdict',
    { reason: 'something about alarms' },
    undefined,
  ],
  [
    'what ECS says of a deployment that succeeded is no verdict',
    { state: 'succeeded', reason: 'ECS deployment ecs-svc/1 completed.' },
    undefined,
  ],
  ['nor is a crash that the others made good', { state: 'succeeded', stoppedTasks: [crash] }, undefined],
])('%s', (_, differing, expected) => {
  expect(deploymentVerdict(aProgress(differing))?.class).toBe(expected);
});

test('the event says more than the reason of the task that was stopped for it: the HTTP code', () => {
  const verdict = deploymentVerdict(
    aProgress({
      events: said(
        `(service web) (port 8080) is unhealthy in (target-group ${target}) due to (reason Health checks failed with these codes: [502])`,
      ),
      stoppedTasks: [aStoppedTask(`Task failed ELB health checks in (target-group ${target})`)],
    }),
  );
  expect(verdict?.class).toBe('load-balancer-health-check');
  expect(verdict?.evidence).toContain('[502]');
});

test('the log of a container that ended by itself may say more than its exit code', () => {
  const failing = aProgress({ stoppedTasks: [crash] });
  const line = 'exec /usr/local/bin/docker-entrypoint.sh: exec format error';
  expect(deploymentVerdict(failing, [line])?.class).toBe('wrong-architecture');
  expect(deploymentVerdict(failing, ['Error: the configuration has no DATABASE_URL'])?.class).toBe(
    'exit-code',
  );
  expect(deploymentVerdict(aProgress(), ['all is well'])).toBeNull();
});
