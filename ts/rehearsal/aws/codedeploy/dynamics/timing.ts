/** How long things take in the emulated CodeDeploy: ranges in seconds, within which the seed chooses. */
export const timing = {
  /** Created, before it begins. */
  begin: [1, 4],
  /** A lifecycle event in which nothing is to be done. */
  event: [0.2, 0.7],
  /** How often it looks whether the replacement task set is steady, and whether an alarm has been raised. */
  look: [8, 12],
  /** From StopDeployment until it has stopped. */
  stop: [1, 4],
  /** Sending requests back to the original task set. */
  rollBack: [4, 10],
} as const satisfies Record<string, readonly [number, number]>;

/** "The deployment timed out while waiting for …" (user guide, "Troubleshoot Amazon ECS deployment issues"). */
export const mostMinutes = { steady: 60, hook: 60 } as const;
