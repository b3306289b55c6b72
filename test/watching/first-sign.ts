import type { Deployment, Service } from '../../ts/rehearsal/aws/ecs/state.ts';
import { tasksOf } from '../../ts/rehearsal/aws/ecs/state.ts';
import type { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';

/** What goes well, in the words of the emulated ECS; whatever else it says is a sign. Not what the product holds for one. */
const harmless =
  /has (started|stopped) \d+|registered \d+ targets|has begun draining|reached a steady state|deployment completed|rolling back to/;

export function serviceOf(aws: TestAws, name = 'service1'): Service {
  const { clusters } = aws.emulator.world.region('123456789012', 'ap-southeast-2').ecs;
  const service = clusters.get('test')?.services.get(name);
  if (!service) throw new Error(`no service ${name}`);
  return service;
}

/**
 * When the API first showed that this deployment goes wrong; undefined while nothing does. Milliseconds since the epoch, told from the
 * emulator's own state: a task that is to stop and not for scaling, one that is unhealthy, what the service says, a status, a hook or
 * an alarm.
 */
export function firstSign(service: Service, deployment: Deployment, now: number): number | undefined {
  const tasks = tasksOf(service).filter((task) => task.deployment === deployment);
  const record = service.history.find((each) => each.deployment === deployment);
  const signs = [
    ...tasks
      .filter(
        ({ desiredStatus, stoppedReason = '' }) =>
          desiredStatus === 'STOPPED' && !stoppedReason.startsWith('Scaling activity'),
      )
      .map(({ stoppingAt }) => stoppingAt ?? now),
    ...tasks
      .filter(({ health, desiredStatus }) => health === 'UNHEALTHY' && desiredStatus === 'RUNNING')
      .map(() => now),
    ...service.events
      .filter(({ at, message }) => at >= deployment.createdAt && !harmless.test(message))
      .map(({ at }) => at),
    ...(record &&
    (!/^(PENDING|IN_PROGRESS|SUCCESSFUL)$/.test(record.status) || record.triggeredAlarms.length > 0)
      ? [now]
      : []),
    ...(record?.lifecycle?.hooks.some(({ status }) => status === 'FAILED' || status === 'TIMED_OUT')
      ? [now]
      : []),
  ];
  return signs.length === 0 ? undefined : Math.min(...signs);
}
