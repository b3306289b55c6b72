import type { Deployment, DeploymentLifecycleHook, LoadBalancer, Service } from '@aws-sdk/client-ecs';
import type { ActiveService, LiveHook, LiveLoadBalancer, LiveService } from '../../core/live/live.ts';
import type { EcsAccess } from './access.ts';
import { describeServices, primaryOf } from './describe-services.ts';

/** What runs now, by ECS service name; a request for every ten services. */
export async function observe(
  access: EcsAccess,
  names: readonly string[],
): Promise<ReadonlyMap<string, LiveService>> {
  const services = await describeServices(access, names);
  return new Map(names.map((name) => [name, liveService(name, services.get(name))]));
}

function liveService(ecsService: string, service: Service | undefined): LiveService {
  if (!service) return { status: 'missing', ecsService };
  // A deleted service stays visible as DRAINING, then INACTIVE, and takes no deployment any more.
  if (service.status !== 'ACTIVE')
    return { status: 'missing', ecsService, deleted: service.status ?? 'INACTIVE' };
  const controller = service.deploymentController?.type ?? 'ECS';
  return {
    status: 'active',
    ecsService,
    controller,
    strategy: service.deploymentConfiguration?.strategy ?? 'ROLLING',
    desiredCount: service.desiredCount ?? 0,
    runningCount: service.runningCount ?? 0,
    taskDefinition: taskDefinitionOf(service),
    inProgress: controller === 'CODE_DEPLOY' ? shiftOf(service) : inProgressOf(primaryOf(service)),
    loadBalancers: loadBalancersOf(service).map(liveLoadBalancer),
    hooks: (service.deploymentConfiguration?.lifecycleHooks ?? []).map(liveHook),
  };
}

/** A service that CodeDeploy deploys has them in its task sets. */
export function loadBalancersOf(service: Service): readonly LoadBalancer[] {
  const own = service.loadBalancers ?? [];
  return own.length > 0 ? own : (primarySetOf(service)?.loadBalancers ?? []);
}

function liveLoadBalancer({
  targetGroupArn,
  containerName = '',
  containerPort = 0,
  advancedConfiguration: advanced,
}: LoadBalancer): LiveLoadBalancer {
  const shiftable =
    advanced?.alternateTargetGroupArn !== undefined && advanced.productionListenerRule !== undefined;
  return { targetGroup: targetGroupArn ?? null, container: containerName, port: containerPort, shiftable };
}

function liveHook({ targetType, lifecycleStages, timeoutConfiguration }: DeploymentLifecycleHook): LiveHook {
  return {
    target: targetType ?? 'AWS_LAMBDA',
    stages: lifecycleStages ?? [],
    onTimeout: timeoutConfiguration?.action ?? null,
  };
}

/** A service of another controller has task sets instead of deployments. */
function taskDefinitionOf(service: Service): string {
  const { taskDefinition } = primaryOf(service) ?? primarySetOf(service) ?? service;
  return taskDefinition ?? '';
}

function primarySetOf({ taskSets = [] }: Service) {
  return taskSets.find(({ status }) => status === 'PRIMARY');
}

function inProgressOf(primary: Deployment | undefined): ActiveService['inProgress'] {
  if (primary?.id === undefined || primary.taskDefinition === undefined) return null;
  // Behind a Classic Load Balancer there is no rollout state, only counts.
  const state =
    primary.rolloutState ??
    ((primary.runningCount ?? 0) < (primary.desiredCount ?? 0) ? 'IN_PROGRESS' : 'COMPLETED');
  return state === 'IN_PROGRESS'
    ? { deploymentId: primary.id, taskDefinition: primary.taskDefinition }
    : null;
}

/** While CodeDeploy builds, shifts or waits there is an ACTIVE task set beside the primary; the newer of the two is what it brings. */
function shiftOf({ taskSets = [] }: Service): ActiveService['inProgress'] {
  if (!taskSets.some(({ status }) => status === 'ACTIVE')) return null;
  const [newest] = taskSets
    .filter(({ status }) => status !== 'DRAINING')
    .toSorted((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0));
  const { externalId, taskDefinition } = newest ?? {};
  return externalId === undefined || taskDefinition === undefined
    ? null
    : { deploymentId: externalId, taskDefinition };
}
