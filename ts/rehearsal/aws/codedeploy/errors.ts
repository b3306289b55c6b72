import {
  ApplicationAlreadyExistsException$,
  ApplicationDoesNotExistException$,
  DeploymentAlreadyCompletedException$,
  DeploymentConfigAlreadyExistsException$,
  DeploymentConfigDoesNotExistException$,
  DeploymentDoesNotExistException$,
  DeploymentGroupAlreadyExistsException$,
  DeploymentGroupDoesNotExistException$,
  DeploymentIsNotInReadyStateException$,
  DeploymentLimitExceededException$,
  DeploymentTargetDoesNotExistException$,
  DescriptionTooLongException$,
  ECSServiceMappingLimitExceededException$,
  InvalidDeploymentStatusException$,
  InvalidECSServiceException$,
  InvalidInputException$,
  InvalidLifecycleEventHookExecutionIdException$,
  InvalidLifecycleEventHookExecutionStatusException$,
  InvalidLoadBalancerInfoException$,
  InvalidNextTokenException$,
  InvalidRevisionException$,
  InvalidTrafficRoutingConfigurationException$,
  LifecycleEventAlreadyCompletedException$,
  RevisionRequiredException$,
} from '@aws-sdk/client-codedeploy';
import { modelled, type AwsError } from '../protocol/aws-error.ts';

/** CodeDeploy's errors; worded as CodeDeploy words them where that is known. */
export const noApplication = (name: string): AwsError =>
  modelled(ApplicationDoesNotExistException$, `No application found for name: ${name}`);
export const applicationExists = (name: string): AwsError =>
  modelled(ApplicationAlreadyExistsException$, `Application already exists: ${name}`);
export const noGroup = (name: string): AwsError =>
  modelled(DeploymentGroupDoesNotExistException$, `No Deployment Group found for name: ${name}`);
export const groupExists = (name: string): AwsError =>
  modelled(DeploymentGroupAlreadyExistsException$, `Deployment group name already exists: ${name}`);
export const noConfiguration = (name: string): AwsError =>
  modelled(DeploymentConfigDoesNotExistException$, `No Deployment Configuration found for name: ${name}`);
export const configurationExists = (name: string): AwsError =>
  modelled(DeploymentConfigAlreadyExistsException$, `Deployment configuration already exists: ${name}`);
export const invalidRouting = (message: string): AwsError =>
  modelled(InvalidTrafficRoutingConfigurationException$, message);
export const noDeployment = (id: string): AwsError =>
  modelled(DeploymentDoesNotExistException$, `The deployment ${id} could not be found`);
export const alreadyActive = (group: string, id: string): AwsError =>
  modelled(
    DeploymentLimitExceededException$,
    `The Deployment Group '${group}' already has an active Deployment '${id}'`,
  );
export const alreadyCompleted = (id: string): AwsError =>
  modelled(DeploymentAlreadyCompletedException$, `The deployment ${id} has already completed`);
export const notReady = (id: string): AwsError =>
  modelled(DeploymentIsNotInReadyStateException$, `The deployment ${id} is not in Ready state`);
export const notTerminating = (id: string): AwsError =>
  modelled(InvalidDeploymentStatusException$, `The deployment ${id} is not in the termination wait period`);
export const invalidRevision = (message: string): AwsError => modelled(InvalidRevisionException$, message);
export const revisionRequired = (): AwsError =>
  modelled(RevisionRequiredException$, 'Revision must be specified');
export const descriptionTooLong = (): AwsError =>
  modelled(DescriptionTooLongException$, 'The description is too long');
export const invalidInput = (message: string): AwsError => modelled(InvalidInputException$, message);
export const invalidLoadBalancer = (message: string): AwsError =>
  modelled(InvalidLoadBalancerInfoException$, message);
export const notOfCodeDeploy = (): AwsError =>
  modelled(
    InvalidECSServiceException$,
    "Deployment group's ECS service must be configured for a CODE_DEPLOY deployment controller.",
  );
export const serviceTaken = (group: string): AwsError =>
  modelled(
    ECSServiceMappingLimitExceededException$,
    `The ECS service is already associated with the deployment group ${group}`,
  );
export const noTarget = (id: string): AwsError =>
  modelled(DeploymentTargetDoesNotExistException$, `The deployment target ${id} could not be found`);
export const noHook = (): AwsError =>
  modelled(
    InvalidLifecycleEventHookExecutionIdException$,
    'The lifecycle event hook execution ID is invalid',
  );
export const hookOver = (): AwsError =>
  modelled(LifecycleEventAlreadyCompletedException$, 'The lifecycle event has already completed');
export const invalidHookStatus = (): AwsError =>
  modelled(
    InvalidLifecycleEventHookExecutionStatusException$,
    'The status of a lifecycle event hook must be Succeeded or Failed',
  );
export const invalidToken = (): AwsError => modelled(InvalidNextTokenException$, 'The nextToken is invalid');
