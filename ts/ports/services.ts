import type { CodeDeployStrategy, Strategy } from '../core/config/config.ts';
import type {
  CodeDeployGroup,
  DeploymentProgress,
  LiveService,
  Pause,
  RunningTask,
  ServiceRevision,
  TaskDefinition,
} from '../core/live/live.ts';

/** The running services of one cluster, and how to move them. Everything can be asked for again: a repeated call adopts what is there. */
export interface Services {
  /** What runs now, by ECS service name; every name that was asked for is in the answer (`missing` when there is none). */
  observe(ecsServices: readonly string[]): Promise<ReadonlyMap<string, LiveService>>;

  /** One task definition by ARN or `family:revision`. */
  taskDefinition(arn: string): Promise<TaskDefinition>;

  /** Newest active revision of the family that this product did not write; undefined when there is none. */
  newestForeignRevision(family: string): Promise<TaskDefinition | undefined>;

  /**
   * Registers a copy of `template` with only `container`'s image changed, tagged with release, service and promotion. One promotion
   * registers one revision a service, whatever happens: asked again for the same promotion and service, it answers the revision it
   * registered before. So the ARN stands for this promotion's deployment, and a run that was killed finds its own work again.
   */
  registerCopy(template: TaskDefinition, change: ImageChange): Promise<TaskDefinition>;

  /** What CodeDeploy knows of the strategy's deployment group; asked for where a strategy is `codeDeploy`. */
  codeDeployGroup(strategy: CodeDeployStrategy): Promise<CodeDeployGroup>;

  /** Moves the service to the task definition and answers the deployment to follow. See `DeployOptions` for what is adopted. */
  deploy(ecsService: string, taskDefinition: string, options: DeployOptions): Promise<StartedDeployment>;

  /**
   * Tells AWS to give a deployment up; its end shows in `progress`. `rollback` brings the service back to what it ran, `abort` leaves
   * it as it is. One that has ended already, or that AWS does not show yet, is left alone.
   */
  stop(deployment: StartedDeployment, how: 'rollback' | 'abort'): Promise<void>;

  /** A person's answer to a deployment that waits for one. Repeated after a kill it does nothing: what waits no more is left alone. */
  answer(deployment: StartedDeployment, pause: Pause, answer: 'continue' | 'rollback'): Promise<void>;

  /** Where the given deployments stand, batched. */
  progress(deployments: readonly StartedDeployment[]): Promise<readonly DeploymentProgress[]>;

  /** How many requests to AWS these tools have sent so far, repeated ones included: whoever looks again and again keeps within a budget. */
  readonly requestsSent: number;

  /** Every running task of the services, with the digest of each container's image. */
  runningTasks(ecsServices: readonly string[]): Promise<ReadonlyMap<string, readonly RunningTask[]>>;

  /**
   * The service revision that each deployment is to bring about, by the deployment's id; a deployment that ECS shows no revision for
   * is absent.
   */
  targetRevisions(deploymentIds: readonly string[]): Promise<ReadonlyMap<string, ServiceRevision>>;

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

export interface DeployOptions {
  readonly strategy: Strategy;
  /**
   * A deployment to that task definition that is under way, or by which the service runs it now, is always adopted. This says what to
   * do about one that ended badly (rolled back, stopped, replaced): `adopt` answers it, so that its failure is reported and not tried
   * a second time; `again` starts a new one.
   */
  readonly ended: 'adopt' | 'again';
  /** Id of the promotion it belongs to, for whoever looks at the deployment in AWS. */
  readonly promotion: string;
}

export interface StartedDeployment {
  readonly ecsService: string;
  readonly taskDefinition: string;
  /** Service deployment ARN, or the id in `deployments[]` where the API has no service deployment for it; `d-…` of CodeDeploy. */
  readonly deploymentId: string;
  readonly adopted: boolean;
}
