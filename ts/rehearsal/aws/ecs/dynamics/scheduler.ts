import type { World } from '../../world.ts';
import type { Service } from '../state.ts';
import { timing } from './timing.ts';

/** The service scheduler: it looks at a service a few seconds after something about it has changed. */
export function lookSoon(world: World, service: Service): void {
  const purpose = ['look', service.arn, world.now()] as const;
  lookAt(world, service, world.now() + world.seeded.milliseconds(timing.schedulerLook, ...purpose));
}

/** One look is due at a time; an earlier wish takes the place of a later one. */
export function lookAt(world: World, service: Service, at: number): void {
  if (service.nextLook !== undefined && service.nextLook <= at) return;
  service.nextLook = at;
  world.clock.schedule(at, service.arn, () => {
    if (service.nextLook !== at) return;
    service.nextLook = undefined;
    if (service.status !== 'INACTIVE') service.look();
  });
}
