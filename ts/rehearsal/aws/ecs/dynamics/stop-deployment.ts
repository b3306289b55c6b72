import type { World } from '../../world.ts';
import type { ServiceDeployment } from '../state.ts';
import { finish, isOpen, rollBack } from './rollback.ts';
import { timing } from './timing.ts';

/**
 * StopServiceDeployment: what is asked for shows at once, and happens a little later. ABORT leaves everything as it stands; the
 * model has it, but in summer 2026 AWS still answered "ECS StopServiceDeployment API with ABORT stopType is not supported".
 */
export function requestStop(world: World, record: ServiceDeployment, type: 'ABORT' | 'ROLLBACK'): void {
  record.status = type === 'ABORT' ? 'STOP_REQUESTED' : 'ROLLBACK_REQUESTED';
  record.updatedAt = world.now();
  const delay = world.seeded.milliseconds(timing.schedulerLook, 'stop', record.arn);
  world.clock.schedule(world.now() + delay, record.arn, () => {
    if (!isOpen(record)) return;
    record.deployment.rolloutState = 'FAILED';
    record.deployment.rolloutStateReason = `ECS deployment ${record.deployment.id} was stopped.`;
    record.deployment.updatedAt = world.now();
    if (type === 'ABORT') {
      finish(
        world,
        record,
        'STOPPED',
        'The service deployment was stopped by a StopServiceDeployment request.',
      );
    } else {
      const reason = 'Service deployment rolled back because of a StopServiceDeployment request.';
      rollBack(world, record.service, record, { reason, by: 'StopServiceDeployment' });
    }
  });
}
