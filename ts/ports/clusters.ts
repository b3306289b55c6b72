import type { ClusterPicture } from '../core/init/cluster.ts';

/** ECS clusters, to be looked at and not to be moved. */
export interface Clusters {
  /**
   * The cluster's active services with the task definitions that they want. A handful of requests, and one for each task definition.
   *
   * @param cluster name or ARN
   * @throws ProblemError `ecs-cluster-not-found`, and those of the area `aws`
   */
  picture(cluster: string): Promise<ClusterPicture>;
}
