import {
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
  type DeploymentGroupInfo,
  type TrafficRoutingConfig,
} from '@aws-sdk/client-codedeploy';
import type { CodeDeployStrategy } from '../../core/config/config.ts';
import type { CodeDeployGroup } from '../../core/live/live.ts';
import { wasRefusedWith } from '../ecs/translated.ts';
import { askCodeDeploy, type CodeDeployAccess } from './access.ts';

const missing = {
  ApplicationDoesNotExistException: 'application',
  DeploymentGroupDoesNotExistException: 'deploymentGroup',
  DeploymentConfigDoesNotExistException: 'configuration',
} as const;
const refusals = Object.keys(missing) as (keyof typeof missing)[];

/** A deployment group as far as a plan depends on it, with the configuration that a deployment would use; two requests. */
export async function codeDeployGroup(
  access: CodeDeployAccess,
  strategy: CodeDeployStrategy,
): Promise<CodeDeployGroup> {
  try {
    const info = await deploymentGroup(access, strategy);
    const configuration = strategy.configuration ?? info.deploymentConfigName ?? '';
    return groupOf(info, configuration, await trafficRouting(access, configuration));
  } catch (error) {
    const refusal = refusals.find((name) => wasRefusedWith(error, name));
    if (refusal) return { status: 'missing', what: missing[refusal] };
    throw error;
  }
}

async function deploymentGroup(
  access: CodeDeployAccess,
  { application: applicationName, deploymentGroup: deploymentGroupName }: CodeDeployStrategy,
): Promise<DeploymentGroupInfo> {
  const about = `the deployment group ${applicationName}/${deploymentGroupName}`;
  const { deploymentGroupInfo = {} } = await askCodeDeploy(
    access,
    'GetDeploymentGroup',
    about,
    refusals,
    (options) =>
      access.codedeploy.send(
        new GetDeploymentGroupCommand({ applicationName, deploymentGroupName }),
        options,
      ),
  );
  return deploymentGroupInfo;
}

async function trafficRouting(
  access: CodeDeployAccess,
  deploymentConfigName: string,
): Promise<TrafficRoutingConfig> {
  const about = `the deployment configuration ${deploymentConfigName}`;
  const { deploymentConfigInfo } = await askCodeDeploy(
    access,
    'GetDeploymentConfig',
    about,
    refusals,
    (options) => access.codedeploy.send(new GetDeploymentConfigCommand({ deploymentConfigName }), options),
  );
  return deploymentConfigInfo?.trafficRoutingConfig ?? {};
}

/** Only STOP_DEPLOYMENT waits; CONTINUE_DEPLOYMENT moves traffic at once (CodeDeploy API reference, DeploymentReadyOption). */
function groupOf(
  info: DeploymentGroupInfo,
  configuration: string,
  routing: TrafficRoutingConfig,
): CodeDeployGroup {
  const { deploymentReadyOption: ready, terminateBlueInstancesOnDeploymentSuccess: old } =
    info.blueGreenDeploymentConfiguration ?? {};
  const termination = old?.action === 'KEEP_ALIVE' ? 0 : (old?.terminationWaitTimeInMinutes ?? 0);
  return {
    status: 'found',
    deploys: (info.ecsServices ?? []).map(({ clusterName = '', serviceName = '' }) => ({
      cluster: clusterName,
      ecsService: serviceName,
    })),
    configuration,
    readyWait:
      ready?.actionOnTimeout === 'STOP_DEPLOYMENT' ? { minutes: ready.waitTimeInMinutes ?? 0 } : null,
    waitMinutes: shiftMinutes(routing) + termination,
  };
}

/** No step's interval is waited after the last one (CodeDeploy API reference, TrafficRoutingConfig). */
function shiftMinutes({ timeBasedCanary: canary, timeBasedLinear: linear }: TrafficRoutingConfig): number {
  if (canary) return canary.canaryInterval ?? 0;
  if (!linear) return 0;
  const steps = Math.ceil(100 / (linear.linearPercentage ?? 100));
  return (steps - 1) * (linear.linearInterval ?? 0);
}
