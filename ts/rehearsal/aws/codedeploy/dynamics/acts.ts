import type { Region, World } from '../../world.ts';
import type { Deployment, LifecycleEvent } from '../state.ts';
import { runHook } from './hooks.ts';
import { install } from './install.ts';
import { allowTestTraffic, allowTraffic } from './traffic.ts';

/** What happens in a lifecycle event; `done` when it has gone well, and nothing when the deployment ended over it. */
export type Act = (scene: Scene, done: () => void) => void;

export interface Scene {
  readonly world: World;
  readonly region: Region;
  readonly deployment: Deployment;
  readonly event: LifecycleEvent;
}

/** CodeDeploy's own events; all others are there for hooks. */
const acts: Readonly<Record<string, Act>> = {
  Install: install,
  AllowTestTraffic: allowTestTraffic,
  AllowTraffic: allowTraffic,
};

export function actOf(event: string): Act {
  return acts[event] ?? runHook;
}
