import {
  ClientException$,
  ClusterNotFoundException$,
  InvalidParameterException$,
  ServiceDeploymentNotFoundException$,
  ServiceNotActiveException$,
  ServiceNotFoundException$,
} from '@aws-sdk/client-ecs';
import { modelled, type AwsError } from '../protocol/aws-error.ts';

/** ECS's errors, worded as ECS words them. */
export const clusterNotFound = (): AwsError => modelled(ClusterNotFoundException$, 'Cluster not found.');
export const serviceNotFound = (): AwsError => modelled(ServiceNotFoundException$, 'Service not found.');
export const serviceNotActive = (): AwsError =>
  modelled(ServiceNotActiveException$, 'Service was not ACTIVE.');
export const serviceDeploymentNotFound = (): AwsError =>
  modelled(ServiceDeploymentNotFoundException$, 'Service Deployment not found.');
export const invalidParameter = (message: string): AwsError => modelled(InvalidParameterException$, message);
export const clientError = (message: string): AwsError => modelled(ClientException$, message);
export const invalidToken = (): AwsError => invalidParameter('Invalid token');
