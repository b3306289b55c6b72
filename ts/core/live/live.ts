/** What ECS says of services, tasks and deployments, in the words of ECS, reduced to what decisions need. */

export type LiveService =
  | {
      readonly status: 'missing';
      readonly ecsService: string;
      /** `DRAINING` or `INACTIVE` for one that is being or was deleted; absent for one that was never there. */
      readonly deleted?: string;
    }
  | ActiveService;

export interface ActiveService {
  readonly status: 'active';
  readonly ecsService: string;
  readonly controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  /** `ROLLING`, `BLUE_GREEN`, …; what the service itself is set to. */
  readonly strategy: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  /** ARN of the primary deployment's task definition. */
  readonly taskDefinition: string;
  /** A deployment that is not finished, with its target. */
  readonly inProgress: { readonly deploymentId: string; readonly taskDefinition: string } | null;
}

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly containers: readonly { readonly name: string; readonly image: string }[];
  /** Tags this product put on it; undefined when it did not write it. */
  readonly writtenFor?: { readonly releaseId: string; readonly service: string; readonly promotion: string };
  /** The definition as RegisterTaskDefinition takes it: what describes the revision, not what it is to run, is left out. */
  readonly definition: Readonly<Record<string, unknown>>;
}

export interface RunningTask {
  readonly taskArn: string;
  readonly taskDefinition: string;
  readonly containers: readonly {
    readonly name: string;
    readonly image: string;
    readonly imageDigest: string | null;
  }[];
}

export interface DeploymentProgress {
  readonly ecsService: string;
  readonly deploymentId: string;
  /** `rolledBack`: ECS went back by itself, which is a failure however well it went. */
  readonly state: 'inProgress' | 'succeeded' | 'failed' | 'rolledBack' | 'replaced';
  readonly running: number;
  readonly pending: number;
  readonly desired: number;
  readonly failedTasks: number;
  /** What ECS gives as the reason, in its own words. */
  readonly reason: string | null;
  /** Tasks of this deployment that stopped, newest last. */
  readonly stoppedTasks: readonly StoppedTask[];
}

export interface StoppedTask {
  readonly taskArn: string;
  readonly stopCode: string | null;
  readonly stoppedReason: string | null;
  readonly containers: readonly {
    readonly name: string;
    readonly exitCode: number | null;
    readonly reason: string | null;
  }[];
}
