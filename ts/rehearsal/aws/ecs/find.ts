import type { Call } from '../operation.ts';
import {
  clientError,
  clusterNotFound,
  invalidParameter,
  serviceNotActive,
  serviceNotFound,
} from './errors.ts';
import type { Cluster, EcsState, Service, ServiceDeployment, TaskDefinition } from './state.ts';

/** Things of ECS by short name or ARN, or the error ECS has for their absence. */

export function clusterOf(call: Call, nameOrArn: string | undefined): Cluster {
  const cluster = findCluster(call.region.ecs, nameOrArn ?? 'default');
  if (!cluster) throw clusterNotFound();
  return cluster;
}

export function findCluster(state: EcsState, nameOrArn: string): Cluster | undefined {
  return [...state.clusters.values()].find(({ arn, name }) => nameOrArn === arn || nameOrArn === name);
}

export function findService(cluster: Cluster, nameOrArn: string): Service | undefined {
  return [...cluster.services.values()].find(({ arn, name }) => nameOrArn === arn || nameOrArn === name);
}

export function serviceOf(cluster: Cluster, nameOrArn: string): Service {
  const service = findService(cluster, nameOrArn);
  if (!service) throw serviceNotFound();
  return service;
}

export function activeServiceOf(cluster: Cluster, nameOrArn: string): Service {
  const service = serviceOf(cluster, nameOrArn);
  if (service.status !== 'ACTIVE') throw serviceNotActive();
  return service;
}

export function servicesOf(call: Call): Service[] {
  return [...call.region.ecs.clusters.values()].flatMap((cluster) => [...cluster.services.values()]);
}

export function findServiceDeployment(call: Call, arn: string): ServiceDeployment | undefined {
  return servicesOf(call)
    .flatMap((service) => service.history)
    .find((record) => record.arn === arn);
}

/** `family` (the newest active revision), `family:revision` or an ARN. */
export function findTaskDefinition(state: EcsState, reference: string): TaskDefinition | undefined {
  const [family = '', revision] = reference.replace(/^arn:aws:ecs:[^/]+:task-definition\//, '').split(':');
  const revisions = state.families.get(family) ?? [];
  const found =
    revision === undefined
      ? revisions.findLast(({ status }) => status === 'ACTIVE')
      : revisions.find((each) => String(each.revision) === revision);
  return found && (!reference.startsWith('arn:') || found.arn === reference) ? found : undefined;
}

/** A task definition that something is to be run from. */
export function runnableTaskDefinition(state: EcsState, reference: string): TaskDefinition {
  const found = findTaskDefinition(state, reference);
  if (!found) throw clientError('TaskDefinition not found.');
  if (found.status !== 'ACTIVE') throw clientError('TaskDefinition is inactive');
  return found;
}

export function refuseMoreThan(limit: number, what: string, given: readonly unknown[]): void {
  if (given.length === 0) throw invalidParameter(`${what} cannot be empty.`);
  if (given.length > limit) throw invalidParameter(`${what} cannot have more than ${limit} elements`);
}
