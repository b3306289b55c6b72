import type { LoadBalancer, NetworkConfiguration } from '@aws-sdk/client-ecs';
import type { World } from '../../world.ts';
import { invalidParameter } from '../errors.ts';
import type { Deployment, Revision, Service, ServiceDeployment, TaskDefinition } from '../state.ts';
import { stepOf, type Lifecycle } from '../lifecycle.ts';
import { watchAlarms } from './alarms.ts';
import { disturb } from './disturb.ts';
import { begin } from './native/proceed.ts';
import { stepsOf } from './native/steps.ts';
import { registersWith } from './native/target-groups.ts';
import { takeTraffic } from './native/traffic.ts';
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
  replaceOpen(world, service);
  const sources = service.deployments.map(({ revision }) => revision);
  const blue = service.lastCompleted;
  const mustReconcile = sources.some((source) => source !== blue?.revision);
  const number = service.history.length + 1;
  const deployment = newDeployment(world, service, newRevision(world, service, number, target), number);
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
    triggeredAlarms: [],
    lifecycle: lifecycleOf(service, target, blue, mustReconcile),
  };
  service.deployments.unshift(deployment);
  service.history.unshift(record);
  service.notBefore = 0;
  service.steady = false;
  // What the deployment before this one left behind may still have traffic, and is to go.
  if (blue && mustReconcile) takeTraffic(world, record, blue);
  if (record.lifecycle) begin(world, record);
  watchAlarms(world, record);
  lookSoon(world, service);
  disturb(world, service, record);
}

/** A deployment that has only the old tasks left to remove counts as completed: it is what the next one takes over from. */
function replaceOpen(world: World, service: Service): void {
  for (const record of service.history.filter(isOpen)) {
    const isCleaningUp = record.lifecycle !== undefined && stepOf(record.lifecycle).stage === 'CLEAN_UP';
    if (isCleaningUp && !record.rollback) service.lastCompleted = record.deployment;
    finish(world, record, 'STOPPED', 'The service deployment was replaced by a newer service deployment.');
  }
}

function lifecycleOf(
  service: Service,
  target: Target,
  blue: Deployment | undefined,
  mustReconcile: boolean,
): Lifecycle | undefined {
  const { configuration } = service;
  if ((configuration.strategy ?? 'ROLLING') === 'ROLLING') return undefined;
  const movesTraffic = target.loadBalancers.length > 0;
  return {
    steps: stepsOf(configuration, { hasBlue: blue !== undefined, mustReconcile, movesTraffic }),
    position: 0,
    leaveAt: 0,
    blue,
    production: 0,
    test: 0,
    hooks: [],
  };
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
    registersWith: registersWith(
      world.region(service.cluster.accountId, service.cluster.region).elb,
      target.loadBalancers,
      service.lastCompleted?.revision,
      service.configuration.strategy,
    ),
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
