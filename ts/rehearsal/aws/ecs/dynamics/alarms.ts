import type { World } from '../../world.ts';
import type { ServiceDeployment } from '../state.ts';
import { failDeployment, isOpen } from './rollback.ts';

/** How often ECS looks at a deployment's alarms. */
const everyMilliseconds = 10_000;

/**
 * Watches the CloudWatch alarms of a deployment until it has ended or goes back. The event's wording is what users report; that of
 * the reason is not published.
 */
export function watchAlarms(world: World, record: ServiceDeployment): void {
  const { alarms } = record.configuration;
  if (alarms?.enable !== true) return;
  world.clock.schedule(world.now() + everyMilliseconds, record.arn, () => {
    if (!isOpen(record) || record.rollback) return;
    const triggered = (alarms.alarmNames ?? []).filter((alarmName) => isInAlarm(world, record, alarmName));
    if (triggered.length === 0) watchAlarms(world, record);
    else fail(world, record, triggered, alarms.rollback === true);
  });
}

function isInAlarm(world: World, record: ServiceDeployment, alarmName: string): boolean {
  return world.faults.inAlarm({
    cluster: record.service.cluster.name,
    service: record.service.name,
    alarmName,
    seconds: (world.now() - record.createdAt) / 1000,
  });
}

function fail(world: World, record: ServiceDeployment, names: readonly string[], rollsBack: boolean): void {
  record.triggeredAlarms = names;
  const because = `because of CloudWatch alarms in ALARM state: ${names.join(', ')}.`;
  failDeployment(world, record.service, record.deployment, {
    event: 'alarm detected.',
    rollout: 'ECS deployment alarms: alarm detected.',
    rolledBack: `Service deployment rolled back ${because}`,
    stopped: `The service deployment failed ${because}`,
    by: 'ECS deployment alarms',
    rollsBack,
  });
}
