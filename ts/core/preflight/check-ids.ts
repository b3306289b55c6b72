/** The checks of the preflight by name, in the order in which they are told. */
export const checkIds = [
  'service',
  'deployment',
  'image',
  'architecture',
  'execution-role',
  'task-role',
  'secrets',
  'secret-access',
  'log-group',
  'target-group',
  'listener',
  'target-health',
  'subnets',
  'security-groups',
  'capacity-provider',
  'circuit-breaker',
] as const;

export type CheckId = (typeof checkIds)[number];

/** Those that need the clients of `ecs-promote-preflight.cjs`, which only the agents' image has. */
export const deepCheckIds = [
  'execution-role',
  'task-role',
  'secrets',
  'secret-access',
  'log-group',
  'subnets',
  'security-groups',
  'capacity-provider',
] as const satisfies readonly CheckId[];
