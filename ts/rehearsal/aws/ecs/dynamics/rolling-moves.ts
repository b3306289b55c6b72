/** How a rolling deployment stands, in numbers of tasks that are not to stop. */
export interface Standing {
  readonly desired: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** The primary deployment's tasks. */
  readonly primary: { readonly alive: number; readonly up: number };
  /** All other deployments' tasks. */
  readonly old: { readonly alive: number; readonly up: number };
}

export interface Moves {
  /** Tasks of the primary deployment to start. */
  readonly start: number;
  /** Tasks of the primary deployment that are too many. */
  readonly stopPrimary: number;
  /** Old tasks to stop: those that are not up, and so many of those that are. */
  readonly stopOldUp: number;
  readonly stopOldNotUp: number;
}

/**
 * One look of the rolling scheduler. No more tasks live at once than the maximum allows, and no task that is up is stopped where
 * fewer than the minimum would remain. Old tasks are stopped before their successors are up only where the maximum leaves no room
 * to start those first.
 */
export function rollingMoves(standing: Standing): Moves {
  const { desired, primary, old } = standing;
  const lower = Math.ceil((desired * standing.minimumHealthyPercent) / 100);
  const upper = Math.max(Math.floor((desired * standing.maximumPercent) / 100), desired === 0 ? 0 : 1);
  const lacking = Math.max(0, desired - primary.alive);
  const stopOldNotUp = old.alive - old.up;
  const room = Math.max(0, upper - primary.alive - old.up);
  const start = Math.min(lacking, room);
  const mustMakeRoom = start < lacking;
  const floor = mustMakeRoom ? lower : Math.max(lower, desired);
  const spare = Math.max(0, primary.up + old.up - floor);
  const wanted = mustMakeRoom ? lacking - start : old.up;
  return {
    start,
    stopPrimary: Math.max(0, primary.alive - desired),
    stopOldUp: Math.min(old.up, spare, wanted),
    stopOldNotUp,
  };
}
