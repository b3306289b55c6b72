import type { Deployment as DescribedDeployment, Service as DescribedService } from '@aws-sdk/client-ecs';
import { requestedCount } from '../dynamics/native/wanted.ts';
import { currentRecord } from '../dynamics/rollback.ts';
import { primaryOf, tasksOf, type Deployment, type Service, type Task } from '../state.ts';
import { describeTaskSet } from './task-set.ts';

/** As many events as ECS keeps for a service. */
const mostEvents = 100;

/** A service has a launch type or a strategy of capacity providers, never both. */
function capacityOf({
  launchType,
  settings,
}: Service): Pick<DescribedService, 'launchType' | 'capacityProviderStrategy'> {
  const { capacityProviderStrategy: strategy = [] } = settings;
  return strategy.length === 0 ? { launchType } : { capacityProviderStrategy: [...strategy] };
}

/** A service as DescribeServices shows it. */
export function describeService(service: Service, withTags: boolean): DescribedService {
  const tasks = tasksOf(service);
  const primary = primaryOf(service);
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.cluster.arn,
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: running(tasks).length,
    pendingCount: pending(tasks).length,
    ...capacityOf(service),
    ...(service.launchType === 'FARGATE' && { platformVersion: 'LATEST', platformFamily: 'Linux' }),
    schedulingStrategy: 'REPLICA',
    taskDefinition: primary.revision.taskDefinition.arn,
    loadBalancers: [...primary.revision.loadBalancers],
    serviceRegistries: [],
    networkConfiguration: primary.revision.networkConfiguration,
    deploymentConfiguration: service.configuration,
    deploymentController: { type: service.controller },
    ...movedBy(service),
    events: service.events
      .slice(0, mostEvents)
      .map(({ id, at, message }) => ({ id, createdAt: new Date(at), message })),
    createdAt: new Date(service.createdAt),
    createdBy: service.createdBy,
    placementConstraints: [],
    placementStrategy: [],
    enableECSManagedTags: service.settings.enableECSManagedTags ?? false,
    enableExecuteCommand: service.settings.enableExecuteCommand ?? false,
    propagateTags: service.settings.propagateTags ?? 'NONE',
    healthCheckGracePeriodSeconds:
      primary.revision.loadBalancers.length > 0
        ? (service.settings.healthCheckGracePeriodSeconds ?? 0)
        : undefined,
    ...(withTags && { tags: [...service.tags] }),
  };
}

/** Deployments, or where CodeDeploy moves the service its task sets. */
function movedBy(service: Service): Partial<DescribedService> {
  const present = service.status === 'INACTIVE' ? [] : service.deployments;
  if (service.controller === 'CODE_DEPLOY') {
    return { deployments: [], taskSets: present.flatMap((each) => describeTaskSet(service, each)) };
  }
  return {
    deployments: present.map((each) => describeDeployment(service, each)),
    currentServiceDeployment: currentRecord(service)?.arn,
    currentServiceRevisions: service.deployments.map((each) => revisionCounts(service, each)),
  };
}

function describeDeployment(service: Service, deployment: Deployment): DescribedDeployment {
  const isPrimary = deployment === primaryOf(service);
  const tasks = tasksOf(service).filter((task) => task.deployment === deployment);
  const wanted = tasks.filter(({ desiredStatus }) => desiredStatus === 'RUNNING').length;
  return {
    id: deployment.id,
    status: isPrimary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: deployment.revision.taskDefinition.arn,
    desiredCount: isPrimary ? requestedCount(service, deployment) : wanted,
    runningCount: running(tasks).length,
    pendingCount: pending(tasks).length,
    failedTasks: deployment.failedTasks,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    launchType: service.launchType,
    networkConfiguration: deployment.revision.networkConfiguration,
    // CodeDeploy's and external deployments have no rollout of ECS's own.
    ...(service.controller === 'ECS' && {
      rolloutState: deployment.rolloutState,
      rolloutStateReason: deployment.rolloutStateReason,
    }),
  };
}

/** A revision with its tasks, as services and service deployments show it. */
export function revisionCounts(
  service: Service,
  deployment: Deployment,
): { arn: string; requestedTaskCount: number; runningTaskCount: number; pendingTaskCount: number } {
  const tasks = tasksOf(service).filter((task) => task.deployment === deployment);
  return {
    arn: deployment.revision.arn,
    requestedTaskCount: requestedCount(service, deployment),
    runningTaskCount: running(tasks).length,
    pendingTaskCount: pending(tasks).length,
  };
}

export function running(tasks: readonly Task[]): Task[] {
  return tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
}

export function pending(tasks: readonly Task[]): Task[] {
  return tasks.filter(({ lastStatus }) => ['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(lastStatus));
}
