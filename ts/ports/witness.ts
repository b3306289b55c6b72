import type { Hashes } from '../core/ledger/fact.ts';
import type { StartedDeployment } from './services.ts';

/** One piece of evidence; `name` is a path below the folder of evidence. */
export interface EvidenceFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Keeps what AWS shows of a promotion's deployments, which it forgets: stopped tasks within the hour, a hundred events, a task's place
 * in the load balancer at once. It never makes a promotion fail: what could not be read or kept is said in the evidence. Secrets are
 * masked, and the values that a task definition only names are never read.
 */
export interface Witness {
  /** `all` of a deployment that failed: tasks, events, targets, logs; of one that did not, only the deployment itself. */
  gather(
    deployments: readonly Pick<StartedDeployment, 'ecsService' | 'taskDefinition' | 'deploymentId'>[],
    depth: 'all' | 'deployment',
  ): Promise<readonly EvidenceFile[]>;

  /** The last lines a container wrote, oldest first; none where they cannot be read. */
  logTail(of: LogOf, lines: number): Promise<readonly string[]>;

  /**
   * Keeps the files with the build; answers the SHA-256 of each by where it is, relative to the promotion's record. None, where nothing
   * is archived.
   */
  keep(files: readonly EvidenceFile[]): Promise<Hashes>;
}

export interface LogOf {
  readonly taskDefinition: string;
  readonly taskArn: string;
  readonly container: string;
}
