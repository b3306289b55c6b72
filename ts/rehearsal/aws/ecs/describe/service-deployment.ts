import type {
  ServiceDeployment as DescribedServiceDeployment,
  ServiceDeploymentBrief,
  ServiceRevision,
} from '@aws-sdk/client-ecs';
import { breakerThreshold } from '../dynamics/failures.ts';
import { isOpen } from '../dynamics/rollback.ts';
import type { Revision, Service, ServiceDeployment } from '../state.ts';
import { revisionCounts } from './service.ts';

/** A service deployment as DescribeServiceDeployments shows it. */
export function describeServiceDeployment(record: ServiceDeployment): DescribedServiceDeployment {
  const { service, deployment, rollback } = record;
  return {
    serviceDeploymentArn: record.arn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    createdAt: new Date(record.createdAt),
    startedAt: new Date(record.createdAt),
    updatedAt: new Date(record.updatedAt),
    finishedAt: dateOf(record.finishedAt),
    stoppedAt: dateOf(record.stoppedAt),
    sourceServiceRevisions: record.sources.map(({ arn }) => ({ arn })),
    targetServiceRevision: revisionCounts(service, deployment),
    status: record.status,
    statusReason: record.statusReason,
    deploymentConfiguration: record.configuration,
    deploymentCircuitBreaker: breakerOf(record),
    ...(rollback && {
      rollback: {
        reason: rollback.reason,
        startedAt: new Date(rollback.startedAt),
        serviceRevisionArn: rollback.to.revision.arn,
      },
    }),
  };
}

export function describeBriefly(record: ServiceDeployment): ServiceDeploymentBrief {
  return {
    serviceDeploymentArn: record.arn,
    serviceArn: record.service.arn,
    clusterArn: record.service.cluster.arn,
    createdAt: new Date(record.createdAt),
    startedAt: new Date(record.createdAt),
    finishedAt: dateOf(record.finishedAt),
    targetServiceRevisionArn: record.deployment.revision.arn,
    status: record.status,
    statusReason: record.statusReason,
  };
}

export function describeRevision(service: Service, revision: Revision): ServiceRevision {
  return {
    serviceRevisionArn: revision.arn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    taskDefinition: revision.taskDefinition.arn,
    launchType: service.launchType,
    loadBalancers: [...revision.loadBalancers],
    networkConfiguration: revision.networkConfiguration,
    containerImages: revision.taskDefinition.content.containerDefinitions.map(({ name = '', image }) => ({
      containerName: name,
      image,
      imageDigest: revision.digests.get(name),
    })),
    guardDutyEnabled: false,
    createdAt: new Date(revision.createdAt),
  };
}

function breakerOf(
  record: ServiceDeployment,
): NonNullable<DescribedServiceDeployment['deploymentCircuitBreaker']> {
  const breaker = record.configuration.deploymentCircuitBreaker;
  if (breaker?.enable !== true) return { status: 'DISABLED' };
  return {
    status: record.breakerTriggered ? 'TRIGGERED' : isOpen(record) ? 'MONITORING' : 'MONITORING_COMPLETE',
    failureCount: record.deployment.failedTasks,
    threshold: breakerThreshold(breaker, record.service.desiredCount),
  };
}

function dateOf(at: number | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}
