import type { World } from '../../world.ts';
import type { ServiceDeployment } from '../state.ts';
import { isOpen, rollBack } from './rollback.ts';
import { timing } from './timing.ts';

/** StopServiceDeployment: what is asked for shows at once, and happens a little later. */
export function requestStop(world: World, record: ServiceDeployment): void {
  record.status = 'ROLLBACK_REQUESTED';
  record.updatedAt = world.now();
  const delay = world.seeded.milliseconds(timing.schedulerLook, 'stop', record.arn);
  world.clock.schedule(world.now() + delay, record.arn, () => {
    if (!isOpen(record)) return;
    record.deployment.rolloutState = 'FAILED';
    record.deployment.rolloutStateReason = `ECS deployment ${record.deployment.id} was stopped.`;
    record.deployment.updatedAt = world.now();
    const reason = 'Service deployment rolled back because of a StopServiceDeployment request.';
    rollBack(world, record.service, record, { reason, by: 'StopServiceDeployment' });
  });
}
