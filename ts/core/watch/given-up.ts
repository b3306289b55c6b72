import type { DeploymentProgress } from '../live/live.ts';

/**
 * What is no more on its way forward: ServiceDeployment.status in the ECS API reference, and of CodeDeploy's statuses those of a
 * deployment that is being rolled back by another one.
 */
const givingUp = [
  'STOP_REQUESTED',
  'STOPPED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
  'Failed',
  'Stopped',
];

/** Whether somebody, most often ECS itself, has given the deployment up: it failed, or will in a moment. Nobody needs to stop it. */
export function isGivenUp({ state, status }: Pick<DeploymentProgress, 'state' | 'status'>): boolean {
  if (state === 'failed' || state === 'rolledBack') return true;
  return state === 'inProgress' && status !== null && givingUp.includes(status);
}
