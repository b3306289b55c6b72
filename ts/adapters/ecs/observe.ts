import type { Deployment, Service } from '@aws-sdk/client-ecs';
import type { ActiveService, LiveService } from '../../core/live/live.ts';
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
    inProgress: inProgressOf(primaryOf(service)),
  };
}

/** A service of another controller has task sets instead of deployments. */
function taskDefinitionOf(service: Service): string {
  const primarySet = service.taskSets?.find(({ status }) => status === 'PRIMARY');
  return primaryOf(service)?.taskDefinition ?? primarySet?.taskDefinition ?? service.taskDefinition ?? '';
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
