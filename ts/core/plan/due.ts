import type { DeployAction } from './plan.ts';

/** How far the services of a plan have come, by ECS service name; one that is absent has not begun. */
export type Begun = ReadonlyMap<string, 'moving' | 'moved'>;

/**
 * What may begin now: a service waits until every one of the waves before it has moved, and while as many move as may at the same
 * time. In the order of the plan.
 */
export function due(
  actions: readonly DeployAction[],
  parallel: number | null,
  begun: Begun,
): readonly DeployAction[] {
  const waiting = actions.filter(({ ecsService }) => !begun.has(ecsService));
  const unmoved = actions.filter(({ ecsService }) => begun.get(ecsService) !== 'moved');
  const wave = Math.min(...unmoved.map((action) => action.wave));
  const moving = [...begun.values()].filter((state) => state === 'moving').length;
  const room = parallel === null ? Infinity : Math.max(0, parallel - moving);
  return waiting.filter((action) => action.wave === wave).slice(0, room);
}
