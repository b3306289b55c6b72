/**
 * Where one deployment of CodeDeploy stands. Its own status decides, and `Succeeded` counts only where the service's primary task set
 * runs what was wanted: CodeDeploy says Succeeded of a deployment that rolls another one back as well.
 */
import type { DeploymentProgress } from './live.ts';

export interface CodeDeployView {
  /** What CodeDeploy says; null where the service runs what it was created with, and no deployment brought that about. */
  readonly deployment: {
    /** Any text: a status AWS adds later is not an end. */
    readonly status: string;
    /** Milliseconds since the epoch. */
    readonly createdAt: number | null;
    /** Whether it was made to bring about what is wanted; false for one that is followed because it is undone, or undoes another. */
    readonly bringsIt: boolean;
  } | null;
  /** Status of the deployment by which CodeDeploy rolls it back; null where there is none. */
  readonly rollback: string | null;
  /** The primary task set. */
  readonly primary: {
    readonly runsIt: boolean;
    readonly createdAt: number | null;
    readonly running: number;
    readonly desired: number;
  };
  /** Running tasks of task sets that were told to go. */
  readonly leaving: number;
}

export function codeDeployState(view: CodeDeployView): DeploymentProgress['state'] {
  const { deployment, rollback, primary } = view;
  if (!deployment) return primary.runsIt ? runningOrNot(view) : 'replaced';
  if (!deployment.bringsIt) return undone(deployment.status, view);
  switch (deployment.status) {
    case 'Succeeded':
      if (primary.runsIt) return runningOrNot(view);
      return isNewer(primary.createdAt, deployment.createdAt) ? 'replaced' : 'inProgress';
    case 'Failed':
    case 'Stopped':
      if (rollback === null || isBadEnd(rollback)) return 'failed';
      return rollback === 'Succeeded' ? 'rolledBack' : 'inProgress';
    default:
      return 'inProgress';
  }
}

/** What was there before is wanted back, so a good end is that the primary task set runs that. */
function undone(status: string, view: CodeDeployView): DeploymentProgress['state'] {
  const last = view.rollback ?? status;
  if (last !== 'Succeeded' && !isBadEnd(last)) return 'inProgress';
  return view.primary.runsIt ? runningOrNot(view) : 'failed';
}

function runningOrNot({ primary, leaving }: CodeDeployView): DeploymentProgress['state'] {
  return leaving === 0 && primary.running >= primary.desired ? 'succeeded' : 'inProgress';
}

function isBadEnd(status: string): boolean {
  return status === 'Failed' || status === 'Stopped';
}

/** An older primary task set is only what a late answer still shows. */
function isNewer(primary: number | null, deployment: number | null): boolean {
  return primary === null || deployment === null || primary >= deployment;
}
