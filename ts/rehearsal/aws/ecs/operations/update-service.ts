import {
  UpdateService$,
  type DeploymentConfiguration,
  type UpdateServiceCommandInput,
  type UpdateServiceResponse,
} from '@aws-sdk/client-ecs';
import { operation, type Validated } from '../../operation.ts';
import { describeService } from '../describe/service.ts';
import { deploy, type Target } from '../dynamics/deploy.ts';
import { lookSoon } from '../dynamics/scheduler.ts';
import { invalidParameter } from '../errors.ts';
import { activeServiceOf, clusterOf, runnableTaskDefinition } from '../find.ts';
import { primaryOf, type Service, type TaskDefinition } from '../state.ts';
import { refuseBadAdvancedConfiguration } from './checks/advanced-configuration.ts';
import {
  refuseBadDeploymentConfiguration,
  refuseForeignStrategy,
} from './checks/deployment-configuration.ts';
import { refuseBadLoadBalancers, withDefaults } from './create-service.ts';

/**
 * A new deployment begins when something of the tasks changes, or when it is forced. A changed desired count alone scales, and the
 * task definition that the service has already is no change.
 */
export const updateService = operation<UpdateServiceCommandInput, UpdateServiceResponse>(
  UpdateService$,
  (input, call) => {
    const service = activeServiceOf(clusterOf(call, input.cluster), input.service);
    refuseForeignController(service, input);
    const configuration = configurationAfter(service, input);
    refuseBadDeploymentConfiguration(configuration);
    refuseForeignStrategy(service.controller, configuration.strategy);
    const target = targetOf(service, input, (reference) =>
      runnableTaskDefinition(call.region.ecs, reference),
    );
    refuseBadLoadBalancers(call, [...target.loadBalancers], target.taskDefinition);
    refuseBadAdvancedConfiguration(call.region.elb, target.loadBalancers, configuration.strategy);
    const isNew = input.forceNewDeployment === true || differs(service, target);
    service.configuration = withDefaults(configuration);
    applySettings(service, input);
    if (isNew) deploy(call.world, service, target);
    else lookSoon(call.world, service);
    return { service: describeService(service, true) };
  },
);

function targetOf(
  service: Service,
  input: Validated<UpdateServiceCommandInput>,
  definitionOf: (reference: string) => TaskDefinition,
): Target {
  const { revision } = primaryOf(service);
  return {
    taskDefinition:
      input.taskDefinition === undefined ? revision.taskDefinition : definitionOf(input.taskDefinition),
    loadBalancers: input.loadBalancers ?? revision.loadBalancers,
    networkConfiguration: input.networkConfiguration ?? revision.networkConfiguration,
  };
}

function differs(service: Service, target: Target): boolean {
  const { taskDefinition, loadBalancers, networkConfiguration } = primaryOf(service).revision;
  return (
    taskDefinition !== target.taskDefinition ||
    JSON.stringify([loadBalancers, networkConfiguration]) !==
      JSON.stringify([target.loadBalancers, target.networkConfiguration])
  );
}

/** What is not given stays, except what belongs to a strategy that the service no longer has. */
function configurationAfter(
  service: Service,
  input: Validated<UpdateServiceCommandInput>,
): DeploymentConfiguration {
  const { linearConfiguration, canaryConfiguration, ...kept } = service.configuration;
  const given = input.deploymentConfiguration ?? {};
  const strategy = given.strategy ?? kept.strategy;
  return {
    ...kept,
    ...(strategy === 'LINEAR' && { linearConfiguration }),
    ...(strategy === 'CANARY' && { canaryConfiguration }),
    ...given,
  };
}

function applySettings(service: Service, input: Validated<UpdateServiceCommandInput>): void {
  service.desiredCount = input.desiredCount ?? service.desiredCount;
  const { healthCheckGracePeriodSeconds, enableECSManagedTags, propagateTags, enableExecuteCommand } = input;
  const given = { healthCheckGracePeriodSeconds, enableECSManagedTags, propagateTags, enableExecuteCommand };
  service.settings = {
    ...service.settings,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

/** What makes up a task is the other controller's to change; wordings as in hashicorp/terraform-provider-aws#8005 and kayac/ecspresso#393. */
function refuseForeignController(service: Service, input: Validated<UpdateServiceCommandInput>): void {
  if (service.controller === 'ECS') return;
  const what =
    input.taskDefinition !== undefined || input.forceNewDeployment === true
      ? 'task definition'
      : input.loadBalancers !== undefined
        ? 'load balancers'
        : input.networkConfiguration !== undefined
          ? 'network parameters'
          : undefined;
  if (what === undefined) return;
  const advice =
    service.controller === 'CODE_DEPLOY' ? ' Use AWS CodeDeploy to trigger a new deployment.' : '';
  throw invalidParameter(
    `Unable to update ${what} on services with ${service.controller === 'CODE_DEPLOY' ? 'a' : 'an'} ${service.controller} deployment controller.${advice}`,
  );
}
