/**
 * Where one deployment stands, told from the deployment itself. "The service is stable" is never asked: it is stable after a rollback
 * as well, and before a new deployment is visible. The service deployment's status decides; what `DescribeServices` shows can lag
 * behind it, so a success counts only when that shows the deployment as the primary one too, with nothing else running beside it.
 */
import type { DeploymentProgress } from './live.ts';

export interface DeploymentView {
  /** What DescribeServiceDeployments says; null while there is none to be seen. */
  readonly serviceDeployment: {
    /** Any text: a status AWS adds later is not an end. */
    readonly status: string;
    /** Milliseconds since the epoch. */
    readonly createdAt: number | null;
  } | null;
  /** The deployment in the service's `deployments[]`; null when it is not, or no longer, listed. */
  readonly entry: {
    readonly primary: boolean;
    /** Absent behind a Classic Load Balancer. */
    readonly rolloutState: string | null;
    readonly running: number;
    readonly pending: number;
    readonly desired: number;
  } | null;
  /** The primary deployment where that is another one. */
  readonly otherPrimary: { readonly createdAt: number | null; readonly rolloutState: string | null } | null;
  /** Running tasks of the service's other deployments. */
  readonly runningBeside: number;
  /** Whether `deployments[]` listed it before. */
  readonly listedBefore: boolean;
}

export function deploymentState(view: DeploymentView): DeploymentProgress['state'] {
  switch (view.serviceDeployment?.status) {
    case undefined:
      return stateOfEntry(view);
    case 'SUCCESSFUL':
      if (isReplaced(view)) return 'replaced';
      return view.entry?.rolloutState === 'FAILED' ? 'failed' : finishedOrNot(view);
    case 'ROLLBACK_SUCCESSFUL':
      return 'rolledBack';
    case 'ROLLBACK_FAILED':
      return 'failed';
    case 'STOPPED':
      return isReplaced(view) ? 'replaced' : 'failed';
    default:
      return 'inProgress';
  }
}

/** Without a service deployment: ECS keeps those for 90 days, and shows a new one a moment later than the service. */
function stateOfEntry(view: DeploymentView): DeploymentProgress['state'] {
  const { entry, otherPrimary } = view;
  // Not listed any more means that it drained away behind a newer one; never listed, that it is not visible yet.
  if (!entry) return view.listedBefore ? 'replaced' : 'inProgress';
  if (entry.rolloutState === 'FAILED') {
    if (entry.primary) return 'failed';
    return otherPrimary?.rolloutState === 'IN_PROGRESS' ? 'inProgress' : 'rolledBack';
  }
  return entry.primary ? finishedOrNot(view) : 'replaced';
}

function finishedOrNot({ entry, runningBeside }: DeploymentView): DeploymentProgress['state'] {
  if (!entry?.primary || runningBeside > 0) return 'inProgress';
  const finished =
    entry.rolloutState === null
      ? entry.pending === 0 && entry.running >= entry.desired
      : entry.rolloutState === 'COMPLETED';
  return finished ? 'succeeded' : 'inProgress';
}

/** An older primary deployment is only what a late answer still shows. */
function isReplaced({ entry, otherPrimary, serviceDeployment }: DeploymentView): boolean {
  if (!otherPrimary || entry?.primary === true) return false;
  const started = serviceDeployment?.createdAt ?? null;
  return started === null || otherPrimary.createdAt === null || otherPrimary.createdAt >= started;
}
