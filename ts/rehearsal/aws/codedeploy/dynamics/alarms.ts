import type { Region } from '../../world.ts';
import type { Deployment } from '../state.ts';

/** The deployment's alarms that are in the state ALARM. */
export function raisedAlarms(region: Region, { alarms }: Deployment): string[] {
  if (alarms.enabled !== true) return [];
  return (alarms.alarms ?? []).flatMap(({ name = '' }) =>
    region.codedeploy.raisedAlarms.has(name) ? [name] : [],
  );
}
