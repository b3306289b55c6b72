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
  readonly loadBalancers: readonly LiveLoadBalancer[];
  /** Lifecycle hooks that the service is set to run in a native deployment. */
  readonly hooks: readonly LiveHook[];
}

/** One of the service's load balancers, as far as a strategy depends on it. */
export interface LiveLoadBalancer {
  /** Null behind a Classic Load Balancer. */
  readonly targetGroup: string | null;
  readonly container: string;
  readonly port: number;
  /** Whether it has what a native strategy needs to shift traffic: an alternate target group and a production listener's rule. */
  readonly shiftable: boolean;
}

export interface LiveHook {
  readonly target: 'AWS_LAMBDA' | 'PAUSE';
  /** `POST_TEST_TRAFFIC_SHIFT`, … */
  readonly stages: readonly string[];
  /** What ECS does when nobody answers in time; null where the service does not say, which means ROLLBACK. */
  readonly onTimeout: 'CONTINUE' | 'ROLLBACK' | null;
}

/** A deployment group of CodeDeploy, as far as a plan depends on it. */
export type CodeDeployGroup =
  | { readonly status: 'missing'; readonly what: 'application' | 'deploymentGroup' | 'configuration' }
  | {
      readonly status: 'found';
      /** Cluster and service names that the group deploys. */
      readonly deploys: readonly { readonly cluster: string; readonly ecsService: string }[];
      /** Name of the deployment configuration that will be used, `CodeDeployDefault.ECSAllAtOnce`. */
      readonly configuration: string;
      /** Whether a deployment waits for a person before traffic moves, and what happens when nobody comes; null: it does not wait. */
      readonly readyWait: { readonly minutes: number } | null;
      /** Minutes that a deployment takes by itself: between steps of traffic, and until the old tasks are ended. */
      readonly waitMinutes: number;
    };

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

/** What a deployment brings about, with the images that ECS resolved for it. */
export interface ServiceRevision {
  readonly arn: string;
  readonly containers: readonly {
    readonly name: string;
    /** Null where ECS resolved none: version consistency is off for the container, or no task has pulled yet. */
    readonly imageDigest: string | null;
  }[];
}

export interface DeploymentProgress {
  readonly ecsService: string;
  readonly deploymentId: string;
  /** `rolledBack`: ECS went back by itself, which is a failure however well it went. */
  readonly state: 'inProgress' | 'succeeded' | 'failed' | 'rolledBack' | 'replaced';
  /**
   * The same in the word of AWS (`IN_PROGRESS`, `ROLLBACK_REQUESTED`), which tells that it is being given up before it has ended; null
   * where AWS shows none. Any text.
   */
  readonly status: string | null;
  readonly running: number;
  readonly pending: number;
  readonly desired: number;
  readonly failedTasks: number;
  /** What ECS gives as the reason, in its own words. */
  readonly reason: string | null;
  /** Tasks of this deployment that stopped or are about to, newest last. */
  readonly stoppedTasks: readonly StoppedTask[];
  /** ARNs of its running tasks whose own health check fails: ECS is about to stop them. */
  readonly unhealthyTasks: readonly string[];
  /**
   * Where it is, in the word of ECS (`POST_TEST_TRAFFIC_SHIFT`, `BAKE_TIME`) or CodeDeploy (`AfterAllowTestTraffic`); null for a rolling
   * one. Any text: a stage AWS adds later is shown and means nothing to us.
   */
  readonly stage: string | null;
  /** Percent of the production traffic on the new revision; null where nothing shifts it. */
  readonly productionPercent: number | null;
  /** It waits for a person. */
  readonly pause: Pause | null;
  /** Names of the alarms that ended it or are about to. */
  readonly alarms: readonly string[];
  /** Lifecycle hooks that failed or were not answered in time, `POST_SCALE_UP arn:aws:lambda:…`. */
  readonly failedHooks: readonly string[];
  /**
   * What the service said of this deployment and its tasks, oldest first: a shortage of capacity shows nowhere else. What it said of
   * other deployments is left out.
   */
  readonly events: readonly ServiceEvent[];
  /** ARN of the service revision it brings about; null while ECS shows none. */
  readonly targetRevision: string | null;
}

/** A deployment that waits for a person, and goes back by itself when nobody comes. */
export interface Pause {
  /** In the word of ECS or CodeDeploy: `POST_TEST_TRAFFIC_SHIFT`, `Ready`. */
  readonly stage: string;
  /** What ECS wants to be told with the answer; null for CodeDeploy. */
  readonly hookId: string | null;
  /** Milliseconds since the epoch; null where AWS does not say. */
  readonly deadline: number | null;
}

export interface ServiceEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly message: string;
}

export interface StoppedTask {
  readonly taskArn: string;
  /** Milliseconds since the epoch; null for one that never ran. */
  readonly startedAt: number | null;
  /** When it was told to stop, or ended; null where ECS does not say. */
  readonly stoppedAt: number | null;
  /** Whether nothing about it will change any more. Before that exit codes may be missing. */
  readonly isOver: boolean;
  readonly stopCode: string | null;
  readonly stoppedReason: string | null;
  readonly containers: readonly {
    readonly name: string;
    readonly exitCode: number | null;
    readonly reason: string | null;
  }[];
}
