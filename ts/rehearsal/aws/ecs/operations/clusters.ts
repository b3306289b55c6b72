import {
  CreateCluster$,
  DescribeClusters$,
  ListClusters$,
  type Cluster as DescribedCluster,
  type CreateClusterCommandInput,
  type CreateClusterResponse,
  type DescribeClustersCommandInput,
  type DescribeClustersResponse,
  type ListClustersCommandInput,
  type ListClustersResponse,
} from '@aws-sdk/client-ecs';
import { operation } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { pending, running } from '../describe/service.ts';
import { invalidToken } from '../errors.ts';
import { findCluster } from '../find.ts';
import type { Cluster } from '../state.ts';

/** Creating a cluster that exists answers it, as ECS does. */
export const createCluster = operation<CreateClusterCommandInput, CreateClusterResponse>(
  CreateCluster$,
  (input, call) => {
    const { ecs, accountId, name: region } = call.region;
    const name = input.clusterName ?? 'default';
    const cluster: Cluster = ecs.clusters.get(name) ?? {
      arn: `arn:aws:ecs:${region}:${accountId}:cluster/${name}`,
      name,
      accountId,
      region,
      tags: input.tags ?? [],
      capacityProviders: input.capacityProviders ?? [],
      services: new Map(),
      tasks: new Map(),
      launched: new Map(),
    };
    ecs.clusters.set(name, cluster);
    return { cluster: describeCluster(cluster) };
  },
);

export const describeClusters = operation<DescribeClustersCommandInput, DescribeClustersResponse>(
  DescribeClusters$,
  (input, call) => {
    const { ecs, accountId, name: region } = call.region;
    const found = (input.clusters ?? ['default']).map((name) => ({ name, cluster: findCluster(ecs, name) }));
    return {
      clusters: found.flatMap(({ cluster }) => (cluster ? [describeCluster(cluster)] : [])),
      failures: found.flatMap(({ name, cluster }) => {
        if (cluster) return [];
        const arn = name.startsWith('arn:') ? name : `arn:aws:ecs:${region}:${accountId}:cluster/${name}`;
        return [{ arn, reason: 'MISSING' }];
      }),
    };
  },
);

export const listClusters = operation<ListClustersCommandInput, ListClustersResponse>(
  ListClusters$,
  (input, call) => {
    const arns = [...call.region.ecs.clusters.values()].map(({ arn }) => arn);
    const page = pageOf(arns, { size: input.maxResults, largest: 100, token: input.nextToken }, invalidToken);
    return { clusterArns: [...page.items], nextToken: page.nextToken };
  },
);

export function describeCluster(cluster: Cluster): DescribedCluster {
  const tasks = [...cluster.tasks.values()];
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: 0,
    runningTasksCount: running(tasks).length,
    pendingTasksCount: pending(tasks).length,
    activeServicesCount: [...cluster.services.values()].filter(({ status }) => status === 'ACTIVE').length,
    statistics: [],
    tags: [...cluster.tags],
    settings: [],
    capacityProviders: [...cluster.capacityProviders],
    defaultCapacityProviderStrategy: [],
  };
}
