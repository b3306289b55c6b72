import type { LiveService, RunningTask, TaskDefinition, DeploymentProgress } from '../core/live/live.ts';

/** The running services of one cluster, and how to move them. Everything can be asked for again: a repeated call adopts what is there. */
export interface Services {
  /** What runs now, by ECS service name; every name that was asked for is in the answer (`missing` when there is none). */
  observe(ecsServices: readonly string[]): Promise<ReadonlyMap<string, LiveService>>;

  /** One task definition by ARN or `family:revision`. */
  taskDefinition(arn: string): Promise<TaskDefinition>;

  /** Newest active revision of the family that this product did not write; undefined when there is none. */
  newestForeignRevision(family: string): Promise<TaskDefinition | undefined>;

  /**
   * Registers a copy of `template` with only `container`'s image changed, tagged with who and what for; answers an existing revision
   * when one with the same content was already registered for this release.
   */
  registerCopy(template: TaskDefinition, change: ImageChange): Promise<TaskDefinition>;

  /**
   * Moves the service to the task definition and answers the deployment to follow. A deployment already under way to the same task
   * definition is adopted (unless `force`, when none of this `client token` is under way).
   */
  deploy(
    ecsService: string,
    taskDefinition: string,
    options: { readonly force: boolean },
  ): Promise<StartedDeployment>;

  /** Where the given deployments stand, batched. */
  progress(deployments: readonly StartedDeployment[]): Promise<readonly DeploymentProgress[]>;

  /** Every running task of the services, with the digest of each container's image. */
  runningTasks(ecsServices: readonly string[]): Promise<ReadonlyMap<string, readonly RunningTask[]>>;

  /** Healthy and registered targets of the service's target groups; null for a service without a load balancer. */
  targets(ecsService: string): Promise<{ readonly healthy: number; readonly registered: number } | null>;
}

export interface ImageChange {
  readonly container: string;
  /** `repository@sha256:…` */
  readonly image: string;
  readonly releaseId: string;
  readonly service: string;
  readonly promotion: string;
}

export interface StartedDeployment {
  readonly ecsService: string;
  readonly taskDefinition: string;
  /** Service deployment ARN, or the id in `deployments[]` where the API has no service deployment for it. */
  readonly deploymentId: string;
  readonly adopted: boolean;
}
