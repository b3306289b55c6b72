import type { LoadBalancer, NetworkConfiguration } from '@aws-sdk/client-ecs';
import type { World } from '../../world.ts';
import { invalidParameter } from '../errors.ts';
import type { Deployment, Revision, Service, ServiceDeployment, TaskDefinition } from '../state.ts';
import { disturb } from './disturb.ts';
import { finish, isOpen } from './rollback.ts';
import { lookSoon } from './scheduler.ts';

/** Service quota: a service may not have more deployments than these under way. */
const mostActiveDeployments = 5;

export interface Target {
  readonly taskDefinition: TaskDefinition;
  readonly loadBalancers: readonly LoadBalancer[];
  readonly networkConfiguration: NetworkConfiguration | undefined;
}

/** Begins a new deployment of the service; one that is under way is replaced by it. */
export function deploy(world: World, service: Service, target: Target): void {
  if (service.deployments.length > mostActiveDeployments) {
    throw invalidParameter(
      `The service has reached the maximum number of ${mostActiveDeployments} active deployments.`,
    );
  }
  const sources = service.deployments.map(({ revision }) => revision);
  for (const record of service.history.filter(isOpen)) {
    finish(world, record, 'STOPPED', 'The service deployment was replaced by a newer service deployment.');
  }
  const number = service.history.length + 1;
  const deployment = newDeployment(world, service, newRevision(world, service, number, target), number);
  service.deployments.unshift(deployment);
  const record: ServiceDeployment = {
    arn: `${service.arn.replace(':service/', ':service-deployment/')}/${world.seeded.key(21, 'service deployment', service.arn, service.createdAt, number)}`,
    service,
    deployment,
    sources,
    configuration: service.configuration,
    createdAt: world.now(),
    status: 'IN_PROGRESS',
    statusReason: undefined,
    updatedAt: world.now(),
    finishedAt: undefined,
    stoppedAt: undefined,
    rollback: undefined,
    breakerTriggered: false,
  };
  service.history.unshift(record);
  service.notBefore = 0;
  service.steady = false;
  lookSoon(world, service);
  disturb(world, service, record);
}

export function newRevision(
  world: World,
  service: Service,
  number: number | string,
  target: Target,
): Revision {
  const id = world.seeded.digits(19, 'revision', service.arn, service.createdAt, number);
  return {
    arn: `${service.arn.replace(':service/', ':service-revision/')}/${id}`,
    ...target,
    createdAt: world.now(),
    digests: new Map(),
  };
}

export function newDeployment(
  world: World,
  service: Service,
  revision: Revision,
  number: number | string,
): Deployment {
  const id = `ecs-svc/${world.seeded.digits(19, 'deployment', service.arn, service.createdAt, number)}`;
  return {
    id,
    revision,
    createdAt: world.now(),
    updatedAt: world.now(),
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ${id} in progress.`,
    failedTasks: 0,
    unplaced: 0,
  };
}
