import type { World } from '../../world.ts';
import { isOver, type Deployment } from '../state.ts';
import { timing } from './timing.ts';

/** Goes on after some milliseconds, unless the deployment has ended by then. */
export function later(world: World, deployment: Deployment, milliseconds: number, next: () => void): void {
  world.clock.schedule(world.now() + milliseconds, deployment.id, () => {
    if (!isOver(deployment)) next();
  });
}

/** Goes on after as long as such a thing takes. */
export function soon(
  world: World,
  deployment: Deployment,
  what: keyof typeof timing,
  next: () => void,
): void {
  const purpose = [what, deployment.id, world.now()] as const;
  later(world, deployment, world.seeded.milliseconds(timing[what], ...purpose), next);
}
