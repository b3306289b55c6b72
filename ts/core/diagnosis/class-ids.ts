/**
 * The names of the classes of causes, in the order of `classes.ts`, where each is explained. Apart from the explanations, because the
 * program without AWS needs the names for its help and none of the explanations.
 */
/** What makes a deployment fail, or keeps it from going on. */
export const failureIds = [
  'image-missing',
  'registry-permission',
  'registry-unreachable',
  'registry-rate-limit',
  'secret-forbidden',
  'secret-missing',
  'secret-unreachable',
  'log-driver',
  'wrong-architecture',
  'command-not-found',
  'exit-code',
  'out-of-memory',
  'container-health-check',
  'load-balancer-health-check',
  'no-capacity-cpu',
  'no-capacity-memory',
  'no-capacity-ports',
  'no-capacity-eni',
  'no-capacity-instances',
  'capacity-provider',
  'spot-interruption',
  'ip-exhaustion',
  'role-not-assumable',
  'quota',
  'volume-mount',
  'disk-full',
  'agent-or-docker-timeout',
  'platform-internal',
  'stopped-by-user',
  'alarm-rollback',
  'circuit-breaker',
  'hook-failed',
] as const;

export const classIds = [
  ...failureIds,
  'scaling-activity',
  'deployment-replaced',
  'target-deregistered',
  'steady-state',
  'other',
] as const;

export type ClassId = (typeof classIds)[number];
