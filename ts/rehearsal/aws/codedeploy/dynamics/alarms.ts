import type { World } from '../../world.ts';
import type { Deployment } from '../state.ts';

/** The deployment's alarms that are in the state ALARM. */
export function raisedAlarms(world: World, { alarms, group, createdAt }: Deployment): string[] {
  if (alarms.enabled !== true) return [];
  const { clusterName = '', serviceName = '' } = group.settings.ecsService;
  const seconds = (world.now() - createdAt) / 1000;
  return (alarms.alarms ?? []).flatMap(({ name = '' }) =>
    world.faults.inAlarm({ cluster: clusterName, service: serviceName, alarmName: name, seconds })
      ? [name]
      : [],
  );
}
