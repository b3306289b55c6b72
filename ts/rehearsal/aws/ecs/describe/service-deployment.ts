import type {
  DeploymentLifecycleHookDetail,
  ServiceDeployment as DescribedServiceDeployment,
  ServiceDeploymentBrief,
  ServiceRevision,
  ServiceRevisionSummary,
} from '@aws-sdk/client-ecs';
import { breakerThreshold } from '../dynamics/failures.ts';
import { isOpen } from '../dynamics/rollback.ts';
import { stepOf, type HookRun } from '../lifecycle.ts';
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
    sourceServiceRevisions: record.sources.map((source) => describeSource(record, source)),
    targetServiceRevision: { ...revisionCounts(service, deployment), ...trafficOf(record, 'target') },
    status: record.status,
    statusReason: record.statusReason,
    deploymentConfiguration: record.configuration,
    lifecycleStage: record.lifecycle && stepOf(record.lifecycle).stage,
    lifecycleHookDetails: record.lifecycle?.hooks.map(describeHook),
    deploymentCircuitBreaker: breakerOf(record),
    alarms: alarmsOf(record),
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
    resolvedConfiguration: {
      loadBalancers: revision.registersWith.map(({ targetGroupArn, advancedConfiguration }) => ({
        targetGroupArn,
        productionListenerRule: advancedConfiguration?.productionListenerRule,
      })),
    },
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

/** A source with its tasks as long as its deployment is listed. */
function describeSource(record: ServiceDeployment, source: Revision): ServiceRevisionSummary {
  const deployment = record.service.deployments.find(({ revision }) => revision === source);
  if (!deployment || !record.lifecycle) return { arn: source.arn };
  const isBlue = deployment === record.lifecycle.blue;
  return { ...revisionCounts(record.service, deployment), ...(isBlue && trafficOf(record, 'source')) };
}

/** Only where ECS moves traffic. */
function trafficOf(record: ServiceDeployment, role: 'source' | 'target'): ServiceRevisionSummary {
  const { lifecycle, deployment } = record;
  if (!lifecycle || deployment.revision.registersWith.length === 0) return {};
  const share = (percent: number): number => (role === 'target' ? percent : 100 - percent);
  return {
    requestedProductionTrafficWeight: share(lifecycle.production),
    requestedTestTrafficWeight: share(lifecycle.test),
  };
}

function describeHook(run: HookRun): DeploymentLifecycleHookDetail {
  return {
    hookId: run.id,
    targetType: run.hook.targetType ?? 'AWS_LAMBDA',
    targetArn: run.hook.hookTargetArn,
    status: run.status,
    expiresAt: new Date(run.expiresAt),
    timeoutAction: run.timeoutAction,
  };
}

function alarmsOf(record: ServiceDeployment): NonNullable<DescribedServiceDeployment['alarms']> {
  const { alarms } = record.configuration;
  if (alarms?.enable !== true) return { status: 'DISABLED' };
  return {
    status:
      record.triggeredAlarms.length > 0 ? 'TRIGGERED' : isOpen(record) ? 'MONITORING' : 'MONITORING_COMPLETE',
    alarmNames: alarms.alarmNames,
    triggeredAlarmNames: [...record.triggeredAlarms],
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
