import type {
  CapacityProviderStrategyItem,
  CreateServiceRequest,
  DeploymentConfiguration,
  LoadBalancer,
  NetworkConfiguration,
  RegisterTaskDefinitionRequest,
  ServiceDeploymentStatus,
  Tag,
  TaskStopCode,
} from '@aws-sdk/client-ecs';
import type { Target, TargetGroup } from '../elb/state.ts';
import type { Validated } from '../operation.ts';
import type { Lifecycle } from './lifecycle.ts';

/** What ECS holds for one account in one region. */
export interface EcsState {
  readonly clusters: Map<string, Cluster>;
  /** Revisions by family, the first at index 0. */
  readonly families: Map<string, TaskDefinition[]>;
  /** A team's own, by name; FARGATE and FARGATE_SPOT are everywhere. */
  readonly capacityProviders: Map<string, CapacityProvider>;
}

export interface Cluster {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  tags: readonly Tag[];
  capacityProviders: readonly string[];
  readonly services: Map<string, Service>;
  /** By ARN, oldest first; stopped ones for an hour. */
  readonly tasks: Map<string, Task>;
  /** How many tasks ever were started, by who started them. */
  readonly launched: Map<string, number>;
}

export interface CapacityProvider {
  readonly name: string;
  readonly arn: string;
  status: 'ACTIVE' | 'INACTIVE';
}

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  /** As it was registered, without its tags. */
  readonly content: Omit<Validated<RegisterTaskDefinitionRequest>, 'tags'>;
  tags: readonly Tag[];
  status: 'ACTIVE' | 'INACTIVE';
  readonly registeredAt: number;
  readonly registeredBy: string;
  deregisteredAt?: number;
}

/** What a service is set to beside what its deployments move. */
export type ServiceSettings = Pick<
  CreateServiceRequest,
  | 'healthCheckGracePeriodSeconds'
  | 'enableECSManagedTags'
  | 'propagateTags'
  | 'enableExecuteCommand'
  | 'platformVersion'
  | 'capacityProviderStrategy'
>;

export interface Service {
  readonly arn: string;
  readonly name: string;
  readonly cluster: Cluster;
  readonly controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
  readonly createdAt: number;
  readonly createdBy: string;
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  desiredCount: number;
  configuration: DeploymentConfiguration;
  settings: ServiceSettings;
  tags: readonly Tag[];
  /** Newest first; the first one is the primary. */
  deployments: Deployment[];
  /** Every service deployment, newest first. */
  readonly history: ServiceDeployment[];
  /** What a rollback goes back to. */
  lastCompleted: Deployment | undefined;
  readonly events: { readonly id: string; readonly at: number; readonly message: string }[];
  /** That it is at rest has been said in an event. */
  steady: boolean;
  /** What the scheduler does when it looks at the service; put in when the service is created. */
  readonly look: () => void;
  /** When the scheduler will look at it next. */
  nextLook: number | undefined;
  /** No task is started before, because too many did not come up. */
  notBefore: number;
}

/** What a deployment brings about, which never changes; and the digests its images turned out to have. */
export interface Revision {
  readonly arn: string;
  readonly taskDefinition: TaskDefinition;
  readonly loadBalancers: readonly LoadBalancer[];
  /** The same, with the target group that its tasks really are in: by blue/green, that changes with each deployment. */
  readonly registersWith: readonly LoadBalancer[];
  readonly networkConfiguration: NetworkConfiguration | undefined;
  readonly createdAt: number;
  /** Digest by container: resolved by the first task that pulls, and kept for all others (version consistency). */
  readonly digests: Map<string, string>;
}

/** An entry of `deployments[]`. Its tasks are those whose `startedBy` is its id. */
export interface Deployment {
  readonly id: string;
  readonly revision: Revision;
  readonly createdAt: number;
  updatedAt: number;
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  rolloutStateReason: string;
  /** Since the last task that came up. */
  failedTasks: number;
  /** Attempts to place a task since the last one that found a place. */
  unplaced: number;
  /** Where CodeDeploy moves the service, what the service has instead of deployments. */
  readonly taskSet?: TaskSet;
}

/** A deployment's further facts where it is a task set (ECS API reference, TaskSet); its tasks are those whose `startedBy` is its id. */
export interface TaskSet {
  /** CodeDeploy's deployment; undefined for the set that the service was created with. */
  readonly externalId: string | undefined;
  readonly platformVersion: string | undefined;
  readonly capacityProviderStrategy: readonly CapacityProviderStrategyItem[];
  status: 'PRIMARY' | 'ACTIVE' | 'DRAINING';
  /** Of the service's desired count. */
  scalePercent: number;
  stability: 'STEADY_STATE' | 'STABILIZING';
  stabilityAt: number;
}

/** A service deployment: the record of one attempt to bring a revision about, also after its deployment has gone. */
export interface ServiceDeployment {
  readonly arn: string;
  readonly service: Service;
  readonly deployment: Deployment;
  readonly sources: readonly Revision[];
  readonly configuration: DeploymentConfiguration;
  readonly createdAt: number;
  status: ServiceDeploymentStatus;
  statusReason: string | undefined;
  updatedAt: number;
  finishedAt: number | undefined;
  stoppedAt: number | undefined;
  rollback: { readonly reason: string; readonly startedAt: number; readonly to: Deployment } | undefined;
  breakerTriggered: boolean;
  triggeredAlarms: readonly string[];
  /** None where it is a rolling update. */
  readonly lifecycle: Lifecycle | undefined;
}

export type TaskStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED';

export interface Task {
  readonly arn: string;
  readonly id: string;
  readonly cluster: Cluster;
  readonly definition: TaskDefinition;
  readonly service: Service | undefined;
  readonly deployment: Deployment | undefined;
  readonly startedBy: string | undefined;
  /** Of a task that RunTask started: asked again with the same token, it starts no other. */
  readonly clientToken: string | undefined;
  /** What a container runs in place of its own command, by container. */
  readonly commands: ReadonlyMap<string, readonly string[]>;
  readonly group: string;
  readonly launchType: Service['launchType'];
  readonly address: string;
  readonly tags: readonly Tag[];
  readonly containers: readonly TaskContainer[];
  readonly createdAt: number;
  lastStatus: TaskStatus;
  desiredStatus: 'RUNNING' | 'STOPPED';
  health: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  /** It has been running for long enough to be counted on. */
  stable: boolean;
  readonly targets: { readonly group: TargetGroup; readonly target: Target }[];
  pullStartedAt?: number;
  pullStoppedAt?: number;
  startedAt?: number;
  stoppingAt?: number;
  executionStoppedAt?: number;
  stoppedAt?: number;
  stopCode?: TaskStopCode;
  stoppedReason?: string;
}

export interface TaskContainer {
  readonly arn: string;
  readonly name: string;
  readonly image: string;
  readonly runtimeId: string;
  lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  imageDigest?: string;
  exitCode?: number;
  reason?: string;
}

export function emptyEcs(): EcsState {
  return { clusters: new Map(), families: new Map(), capacityProviders: new Map() };
}

export function tasksOf(service: Service): Task[] {
  return [...service.cluster.tasks.values()].filter((task) => task.service === service);
}

/** The primary deployment. Every service that is not gone has one. */
export function primaryOf(service: Service): Deployment {
  const [primary] = service.deployments;
  if (!primary) throw new Error(`${service.arn} has no deployment`);
  return primary;
}
