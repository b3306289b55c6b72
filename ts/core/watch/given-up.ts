import type { DeploymentProgress } from '../live/live.ts';

/** ServiceDeployment.status in the ECS API reference: what is no more on its way forward. */
const givingUp = ['STOP_REQUESTED', 'STOPPED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'];

/** Whether somebody, most often ECS itself, has given the deployment up: it failed, or will in a moment. Nobody needs to stop it. */
export function isGivenUp({ state, status }: Pick<DeploymentProgress, 'state' | 'status'>): boolean {
  if (state === 'failed' || state === 'rolledBack') return true;
  return state === 'inProgress' && status !== null && givingUp.includes(status);
}
