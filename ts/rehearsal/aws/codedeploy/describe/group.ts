import type { DeploymentGroupInfo, LastDeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployState, Deployment, DeploymentGroup } from '../state.ts';

/** A deployment group as GetDeploymentGroup shows it. */
export function describeGroup(state: CodeDeployState, group: DeploymentGroup): DeploymentGroupInfo {
  const { settings, application } = group;
  const own = [...state.deployments.values()].filter((each) => each.group === group);
  return {
    applicationName: application.name,
    deploymentGroupId: group.id,
    deploymentGroupName: group.name,
    deploymentConfigName: settings.configName,
    ec2TagFilters: [],
    onPremisesInstanceTagFilters: [],
    autoScalingGroups: [],
    serviceRoleArn: settings.serviceRoleArn,
    targetRevision: group.targetRevision,
    triggerConfigurations: [],
    alarmConfiguration: settings.alarms,
    autoRollbackConfiguration: settings.autoRollback,
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    outdatedInstancesStrategy: 'UPDATE',
    blueGreenDeploymentConfiguration: settings.blueGreen,
    loadBalancerInfo: settings.loadBalancerInfo,
    lastSuccessfulDeployment: briefly(own.findLast(({ status }) => status === 'Succeeded')),
    lastAttemptedDeployment: briefly(own.at(-1)),
    computePlatform: application.computePlatform,
    ecsServices: [settings.ecsService],
    terminationHookEnabled: false,
  };
}

function briefly(deployment: Deployment | undefined): LastDeploymentInfo | undefined {
  if (!deployment) return undefined;
  const { id, status, createdAt, completedAt } = deployment;
  return {
    deploymentId: id,
    status,
    createTime: new Date(createdAt),
    ...(completedAt !== undefined && { endTime: new Date(completedAt) }),
  };
}
