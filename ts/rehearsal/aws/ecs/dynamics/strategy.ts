import type { World } from '../../world.ts';
import type { Service } from '../state.ts';

/** How a service's tasks move from one revision to the next. */
export interface Strategy {
  /** Does what is to be done now; whatever changes later makes the scheduler look again. */
  readonly look: (world: World, service: Service) => void;
}
