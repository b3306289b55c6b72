import { makePrimary } from '../../ecs/dynamics/task-sets.ts';
import { stepsOf } from '../configurations.ts';
import type { Moved } from '../state.ts';
import type { Act, Scene } from './acts.ts';
import { later, soon } from './later.ts';
import { sendAll, share } from './roads.ts';

/** The test listener goes to the replacement. */
export const allowTestTraffic: Act = ({ world, region, deployment }, done) => {
  const { moved, group } = deployment;
  if (moved) sendAll(region, group, moved.replacementGroup, moved.originalGroup, ['test']);
  soon(world, deployment, 'event', done);
};

/** The production listener, at once or step by step; then the replacement is the primary task set. */
export const allowTraffic: Act = (scene, done) => {
  const { world, region, deployment } = scene;
  const { moved, group, configuration } = deployment;
  if (!moved) return;
  const steps = stepsOf(configuration.routing);
  if (steps.length === 1) {
    sendAll(region, group, moved.replacementGroup, moved.originalGroup, ['production']);
    becomePrimary(scene, moved, done);
  } else {
    shift(scene, moved, steps, done);
  }
  deployment.updatedAt = world.now();
};

function shift(scene: Scene, moved: Moved, steps: ReturnType<typeof stepsOf>, done: () => void): void {
  const { world, region, deployment } = scene;
  const [step, ...rest] = steps;
  if (!step) {
    becomePrimary(scene, moved, done);
    return;
  }
  share(region, deployment.group, moved.replacementGroup, moved.originalGroup, step.percent);
  deployment.updatedAt = world.now();
  later(world, deployment, step.minutes * 60_000, () => {
    shift(scene, moved, rest, done);
  });
}

function becomePrimary(
  { world, deployment }: Scene,
  { service, replacement }: Moved,
  done: () => void,
): void {
  if (replacement) makePrimary(world, service, replacement);
  soon(world, deployment, 'event', done);
}
