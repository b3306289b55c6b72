import type { TaskSet as DescribedTaskSet } from '@aws-sdk/client-ecs';
import { computedDesiredCount } from '../dynamics/task-sets.ts';
import { tasksOf, type Deployment, type Service } from '../state.ts';
import { pending, running } from './service.ts';

/** A task set as DescribeServices shows it; none for what is no task set. */
export function describeTaskSet(service: Service, deployment: Deployment): DescribedTaskSet[] {
  const { id, revision, taskSet } = deployment;
  if (!taskSet) return [];
  const tasks = tasksOf(service).filter((task) => task.deployment === deployment);
  return [
    {
      id,
      taskSetArn: `${service.arn.replace(':service/', ':task-set/')}/${id}`,
      serviceArn: service.arn,
      clusterArn: service.cluster.arn,
      // The set that the service was created with was started by nobody.
      ...(taskSet.externalId !== undefined && { startedBy: 'CODE_DEPLOY', externalId: taskSet.externalId }),
      status: taskSet.status,
      taskDefinition: revision.taskDefinition.arn,
      computedDesiredCount: computedDesiredCount(service, taskSet),
      pendingCount: pending(tasks).length,
      runningCount: running(tasks).length,
      createdAt: new Date(deployment.createdAt),
      updatedAt: new Date(deployment.updatedAt),
      launchType: service.launchType,
      capacityProviderStrategy: [...taskSet.capacityProviderStrategy],
      platformVersion: taskSet.platformVersion,
      networkConfiguration: revision.networkConfiguration,
      loadBalancers: [...revision.loadBalancers],
      serviceRegistries: [],
      scale: { value: taskSet.scalePercent, unit: 'PERCENT' },
      stabilityStatus: taskSet.stability,
      stabilityStatusAt: new Date(taskSet.stabilityAt),
      tags: [],
    },
  ];
}
