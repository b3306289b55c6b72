import {
  CreateService$,
  type CreateServiceCommandInput,
  type CreateServiceResponse,
  type DeploymentConfiguration,
} from '@aws-sdk/client-ecs';
import { loadBalancersOf } from '../../elb/state.ts';
import { operation, type Call, type Validated } from '../../operation.ts';
import { describeService } from '../describe/service.ts';
import { deploy } from '../dynamics/deploy.ts';
import { strategyOf } from '../dynamics/strategies.ts';
import { createFirstTaskSet } from '../dynamics/task-sets.ts';
import { clientError, invalidParameter } from '../errors.ts';
import { clusterOf, runnableTaskDefinition } from '../find.ts';
import type { Cluster, Service, TaskDefinition } from '../state.ts';
import { refuseBadAdvancedConfiguration } from './checks/advanced-configuration.ts';
import {
  refuseBadDeploymentConfiguration,
  refuseForeignStrategy,
} from './checks/deployment-configuration.ts';

export const createService = operation<CreateServiceCommandInput, CreateServiceResponse>(
  CreateService$,
  (input, call) => {
    const cluster = clusterOf(call, input.cluster);
    if (input.taskDefinition === undefined) throw invalidParameter('TaskDefinition cannot be null or empty.');
    const taskDefinition = runnableTaskDefinition(call.region.ecs, input.taskDefinition);
    const present = cluster.services.get(input.serviceName);
    if (present && present.status !== 'INACTIVE')
      throw invalidParameter('Creation of service was not idempotent.');
    refuseNotEmulated(input);
    const { strategy } = withDefaults(input.deploymentConfiguration);
    refuseBadDeploymentConfiguration(input.deploymentConfiguration ?? {});
    refuseForeignStrategy(input.deploymentController?.type, strategy);
    refuseBadLoadBalancers(call, input.loadBalancers ?? [], taskDefinition);
    refuseBadAdvancedConfiguration(call.region.elb, input.loadBalancers ?? [], strategy);
    const service = newService(input, call, cluster);
    cluster.services.set(service.name, service);
    const target = {
      taskDefinition,
      loadBalancers: input.loadBalancers ?? [],
      networkConfiguration: input.networkConfiguration,
    };
    if (service.controller === 'CODE_DEPLOY') createFirstTaskSet(call.world, service, target);
    else deploy(call.world, service, target);
    return { service: describeService(service, true) };
  },
);

function newService(input: Validated<CreateServiceCommandInput>, call: Call, cluster: Cluster): Service {
  const { world, caller } = call;
  const service: Service = {
    arn: `arn:aws:ecs:${cluster.region}:${cluster.accountId}:service/${cluster.name}/${input.serviceName}`,
    name: input.serviceName,
    cluster,
    controller: input.deploymentController?.type ?? 'ECS',
    launchType: input.launchType ?? 'EC2',
    createdAt: world.now(),
    createdBy: caller.arn,
    status: 'ACTIVE',
    desiredCount: input.desiredCount ?? 0,
    configuration: withDefaults(input.deploymentConfiguration),
    settings: input,
    tags: input.tags ?? [],
    deployments: [],
    history: [],
    lastCompleted: undefined,
    events: [],
    steady: false,
    look: () => {
      strategyOf(service).look(world, service);
    },
    nextLook: undefined,
    notBefore: 0,
  };
  return service;
}

/** What ECS fills in where a service does not say; what another strategy had been told is forgotten. */
export function withDefaults(given: DeploymentConfiguration | undefined): Service['configuration'] {
  const { linearConfiguration, canaryConfiguration, ...configuration } = {
    deploymentCircuitBreaker: { enable: false, rollback: false },
    maximumPercent: 200,
    minimumHealthyPercent: 100,
    strategy: 'ROLLING' as const,
    bakeTimeInMinutes: 0,
    ...given,
  };
  return {
    ...configuration,
    ...(configuration.strategy === 'LINEAR' && {
      linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: 6, ...linearConfiguration },
    }),
    ...(configuration.strategy === 'CANARY' && {
      canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: 10, ...canaryConfiguration },
    }),
  };
}

/** Better an error than a service that behaves as AWS never would. */
function refuseNotEmulated(input: Pick<CreateServiceCommandInput, 'schedulingStrategy'>): void {
  if (input.schedulingStrategy === 'DAEMON') throw clientError('The emulated ECS has no DAEMON services.');
}

export function refuseBadLoadBalancers(
  call: Call,
  loadBalancers: NonNullable<CreateServiceCommandInput['loadBalancers']>,
  taskDefinition: TaskDefinition,
): void {
  const { elb } = call.region;
  for (const { targetGroupArn = '', containerName, containerPort } of loadBalancers) {
    const group = elb.targetGroups.get(targetGroupArn);
    if (!group) throw invalidParameter(`The specified target group does not exist: ${targetGroupArn}`);
    if (loadBalancersOf(elb, group).length === 0) {
      throw invalidParameter(
        `The target group with targetGroupArn ${targetGroupArn} does not have an associated load balancer.`,
      );
    }
    const container = taskDefinition.content.containerDefinitions.find(({ name }) => name === containerName);
    if (!container)
      throw invalidParameter(`The container ${containerName ?? ''} does not exist in the task definition.`);
    if (!container.portMappings?.some((mapping) => mapping.containerPort === containerPort)) {
      throw invalidParameter(
        `The container ${containerName ?? ''} did not have a container port ${containerPort ?? ''} defined.`,
      );
    }
  }
}
