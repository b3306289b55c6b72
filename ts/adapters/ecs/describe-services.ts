import { DescribeServicesCommand, type Deployment, type Service } from '@aws-sdk/client-ecs';
import { ecsErrors } from '../../core/errors/catalogue/ecs.ts';
import { ask, inChunks, lastSegment, type EcsAccess, type EcsAlone } from './access.ts';

/** What DescribeServices takes at most (ECS API reference). */
const servicesPerRequest = 10;

/**
 * The services by name; one that does not exist is absent, one that is being or was deleted is there with its status.
 *
 * @throws ecs-cluster-not-found; ecs-service-not-described for a failure other than MISSING
 */
export async function describeServices(
  access: EcsAlone,
  names: readonly string[],
): Promise<ReadonlyMap<string, Service>> {
  const found = new Map<string, Service>();
  for (const services of inChunks(names, servicesPerRequest)) {
    const answer = await ask(access, 'ecs:DescribeServices', `services ${services.join(', ')}`, (options) =>
      access.ecs.send(
        new DescribeServicesCommand({ cluster: access.cluster, services: [...services] }),
        options,
      ),
    );
    for (const { arn = '', reason = 'unknown reason' } of answer.failures ?? []) {
      if (reason === 'MISSING') continue;
      throw ecsErrors.serviceNotDescribed.error({
        cluster: access.cluster,
        ecsService: lastSegment(arn),
        reason,
      });
    }
    for (const service of answer.services ?? []) found.set(service.serviceName ?? '', service);
  }
  return found;
}

/** @throws ecs-service-not-found unless it is active */
export async function describeActiveService(access: EcsAccess, ecsService: string): Promise<Service> {
  const service = (await describeServices(access, [ecsService])).get(ecsService);
  if (service?.status === 'ACTIVE') return service;
  throw ecsErrors.serviceNotFound.error({
    cluster: access.cluster,
    ecsService,
    status: service?.status ?? 'MISSING',
  });
}

export function primaryOf(service: Service): Deployment | undefined {
  return service.deployments?.find(({ status }) => status === 'PRIMARY');
}
