import {
  AutoRollbackEvent,
  ComputePlatform,
  DeploymentMode,
  DeploymentOption,
  DeploymentReadyAction,
  DeploymentStatus,
  DeploymentType,
  DeploymentWaitType,
  InstanceAction,
  LifecycleEventStatus,
  RevisionLocationType,
  TrafficRoutingType,
} from '@aws-sdk/client-codedeploy';
import type { Api } from '../operation.ts';
import { createApplication, getApplication } from './operations/applications.ts';
import {
  continueDeployment,
  putLifecycleEventHookExecutionStatus,
  stopDeployment,
} from './operations/control.ts';
import { createDeploymentConfig, getDeploymentConfig } from './operations/deployment-configs.ts';
import {
  batchGetDeploymentGroups,
  createDeploymentGroup,
  getDeploymentGroup,
  updateDeploymentGroup,
} from './operations/deployment-groups.ts';
import {
  batchGetDeployments,
  createDeployment,
  getDeployment,
  listDeployments,
} from './operations/deployments.ts';
import {
  batchGetDeploymentTargets,
  getDeploymentTarget,
  listDeploymentTargets,
} from './operations/targets.ts';

/** CodeDeploy as far as it deploys to ECS. */
export const codeDeployApi: Api = {
  service: 'codedeploy',
  protocol: { kind: 'json', target: 'CodeDeploy_20141006' },
  validationError: 'ValidationException',
  enumerations: {
    'CreateApplicationInput.computePlatform': ComputePlatform,
    'CreateDeploymentConfigInput.computePlatform': ComputePlatform,
    'TrafficRoutingConfig.type': TrafficRoutingType,
    'AutoRollbackConfiguration.events': AutoRollbackEvent,
    'DeploymentReadyOption.actionOnTimeout': DeploymentReadyAction,
    'BlueInstanceTerminationOption.action': InstanceAction,
    'DeploymentStyle.deploymentType': DeploymentType,
    'DeploymentStyle.deploymentOption': DeploymentOption,
    'RevisionLocation.revisionType': RevisionLocationType,
    'CreateDeploymentInput.deploymentMode': DeploymentMode,
    'ContinueDeploymentInput.deploymentWaitType': DeploymentWaitType,
    'ListDeploymentsInput.includeOnlyStatuses': DeploymentStatus,
    'PutLifecycleEventHookExecutionStatusInput.status': LifecycleEventStatus,
  },
  operations: [
    createApplication,
    getApplication,
    createDeploymentConfig,
    getDeploymentConfig,
    createDeploymentGroup,
    updateDeploymentGroup,
    getDeploymentGroup,
    batchGetDeploymentGroups,
    createDeployment,
    getDeployment,
    batchGetDeployments,
    listDeployments,
    stopDeployment,
    continueDeployment,
    listDeploymentTargets,
    getDeploymentTarget,
    batchGetDeploymentTargets,
    putLifecycleEventHookExecutionStatus,
  ],
};
