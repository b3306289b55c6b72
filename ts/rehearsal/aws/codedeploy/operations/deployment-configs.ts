import {
  CreateDeploymentConfig$,
  GetDeploymentConfig$,
  type CreateDeploymentConfigCommandInput,
  type CreateDeploymentConfigOutput,
  type GetDeploymentConfigCommandInput,
  type GetDeploymentConfigOutput,
  type TrafficRoutingConfig,
} from '@aws-sdk/client-codedeploy';
import { operation } from '../../operation.ts';
import { predefined } from '../configurations.ts';
import { configurationExists, invalidInput, invalidRouting } from '../errors.ts';
import { configurationOf } from '../find.ts';

export const createDeploymentConfig = operation<
  CreateDeploymentConfigCommandInput,
  CreateDeploymentConfigOutput
>(CreateDeploymentConfig$, (input, call) => {
  const { configurations } = call.region.codedeploy;
  const name = input.deploymentConfigName;
  if (predefined.has(name) || configurations.has(name)) throw configurationExists(name);
  if (input.computePlatform !== 'ECS') {
    throw invalidInput('The emulated CodeDeploy has no configurations of platforms other than ECS.');
  }
  const routing = input.trafficRoutingConfig ?? { type: 'AllAtOnce' };
  refuseBadRouting(routing);
  const id = call.world.seeded.uuid('configuration', call.region.accountId, call.region.name, name);
  configurations.set(name, { id, name, routing, createdAt: call.world.now() });
  return { deploymentConfigId: id };
});

export const getDeploymentConfig = operation<GetDeploymentConfigCommandInput, GetDeploymentConfigOutput>(
  GetDeploymentConfig$,
  (input, call) => {
    const found = configurationOf(call.region.codedeploy, input.deploymentConfigName);
    return {
      deploymentConfigInfo: {
        deploymentConfigId: found.id,
        deploymentConfigName: found.name,
        ...(found.createdAt !== undefined && { createTime: new Date(found.createdAt) }),
        computePlatform: 'ECS',
        trafficRoutingConfig: found.routing,
      },
    };
  },
);

function refuseBadRouting({ type, timeBasedCanary, timeBasedLinear }: TrafficRoutingConfig): void {
  const isWhole =
    type === 'TimeBasedCanary'
      ? isBetween1And99(timeBasedCanary?.canaryPercentage) && timeBasedCanary?.canaryInterval !== undefined
      : type === 'TimeBasedLinear'
        ? isBetween1And99(timeBasedLinear?.linearPercentage) && timeBasedLinear?.linearInterval !== undefined
        : timeBasedCanary === undefined && timeBasedLinear === undefined;
  if (!isWhole) throw invalidRouting('The traffic routing configuration does not go with its type.');
}

function isBetween1And99(percent: number | undefined): boolean {
  return percent !== undefined && percent >= 1 && percent <= 99;
}
