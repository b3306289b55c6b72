/**
 * How long things take in the emulated ECS: ranges in seconds, within which the seed chooses. They are of the order one sees with
 * Fargate and small images; no decision of the product may depend on the exact numbers.
 */
export const timing = {
  /** From a change until the service scheduler looks. */
  schedulerLook: [2, 5],
  /** PROVISIONING: network interface. */
  provision: [4, 9],
  /** PENDING: pulling the image. */
  pull: [6, 14],
  /** ACTIVATING: registering with target groups. */
  activate: [2, 4],
  /** How long a task must have been running before it counts as up; one that ends within that time never was. */
  proveRunning: [8, 12],
  /** STOPPING: from SIGTERM until the program has ended. */
  terminate: [1, 4],
  /** DEPROVISIONING: network interface. */
  deprovision: [5, 12],
  /** How long a stage of a blue/green deployment lasts when there is nothing to do in it. */
  stage: [1, 3],
  /** From calling a Lambda lifecycle hook until its answer. */
  hook: [2, 5],
  /** How long stopped tasks can be described. */
  forget: [3600, 3600],
} as const satisfies Record<string, readonly [number, number]>;
