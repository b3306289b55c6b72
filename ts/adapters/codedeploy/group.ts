import { GetDeploymentGroupCommand, type DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployGroup } from '../../core/live/live.ts';
import { wasRefusedWith } from '../ecs/translated.ts';
import { askCodeDeploy, type CodeDeployAccess } from './access.ts';

const noApplication = 'ApplicationDoesNotExistException';
const noGroup = 'DeploymentGroupDoesNotExistException';

/** A deployment group as far as a plan depends on it; one request. */
export async function codeDeployGroup(
  access: CodeDeployAccess,
  applicationName: string,
  deploymentGroupName: string,
): Promise<CodeDeployGroup> {
  const about = `the deployment group ${applicationName}/${deploymentGroupName}`;
  try {
    const { deploymentGroupInfo = {} } = await askCodeDeploy(
      access,
      'GetDeploymentGroup',
      about,
      [noApplication, noGroup],
      (options) =>
        access.codedeploy.send(
          new GetDeploymentGroupCommand({ applicationName, deploymentGroupName }),
          options,
        ),
    );
    return groupOf(deploymentGroupInfo);
  } catch (error) {
    if (wasRefusedWith(error, noApplication)) return { status: 'missing', what: 'application' };
    if (wasRefusedWith(error, noGroup)) return { status: 'missing', what: 'deploymentGroup' };
    throw error;
  }
}

/** Only STOP_DEPLOYMENT waits; CONTINUE_DEPLOYMENT moves traffic at once (CodeDeploy API reference, DeploymentReadyOption). */
function groupOf(info: DeploymentGroupInfo): CodeDeployGroup {
  const ready = info.blueGreenDeploymentConfiguration?.deploymentReadyOption;
  return {
    status: 'found',
    deploys: (info.ecsServices ?? []).map(({ clusterName = '', serviceName = '' }) => ({
      cluster: clusterName,
      ecsService: serviceName,
    })),
    configuration: info.deploymentConfigName ?? '',
    readyWait:
      ready?.actionOnTimeout === 'STOP_DEPLOYMENT' ? { minutes: ready.waitTimeInMinutes ?? 0 } : null,
  };
}
