import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { isOver, type Deployment } from '../state.ts';

/** A deployment as GetDeployment shows it. Lifecycle events are not in it: those are the target's. */
export function describeDeployment(deployment: Deployment): DeploymentInfo {
  const { group, startedAt, completedAt, alarms } = deployment;
  return {
    applicationName: group.application.name,
    deploymentGroupName: group.name,
    deploymentConfigName: deployment.configuration.name,
    deploymentId: deployment.id,
    previousRevision: deployment.previousRevision,
    revision: deployment.revision,
    status: deployment.status,
    errorInformation: deployment.error,
    createTime: new Date(deployment.createdAt),
    ...(startedAt !== undefined && { startTime: new Date(startedAt) }),
    ...(completedAt !== undefined && { completeTime: new Date(completedAt) }),
    deploymentOverview: overviewOf(deployment),
    description: deployment.description,
    creator: deployment.creator,
    ignoreApplicationStopFailures: false,
    autoRollbackConfiguration: deployment.autoRollback,
    updateOutdatedInstancesOnly: false,
    rollbackInfo: deployment.rollback,
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    instanceTerminationWaitTimeStarted: deployment.terminationStarted,
    blueGreenDeploymentConfiguration: group.settings.blueGreen,
    loadBalancerInfo: group.settings.loadBalancerInfo,
    fileExistsBehavior: 'DISALLOW',
    deploymentStatusMessages: [],
    computePlatform: 'ECS',
    overrideAlarmConfiguration: alarms === group.settings.alarms ? undefined : alarms,
  };
}

/** Of targets, of which there is one, and only once the deployment has ended. */
function overviewOf(deployment: Deployment): DeploymentInfo['deploymentOverview'] {
  if (!isOver(deployment)) return undefined;
  const none = { Pending: 0, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0 };
  return deployment.status === 'Succeeded' ? { ...none, Succeeded: 1 } : { ...none, Failed: 1 };
}
