import type {
  DeploymentTarget,
  ECSTaskSet,
  LifecycleEvent as DescribedEvent,
  TargetStatus,
} from '@aws-sdk/client-codedeploy';
import { pending, running } from '../../ecs/describe/service.ts';
import { computedDesiredCount } from '../../ecs/dynamics/task-sets.ts';
import { tasksOf, type Deployment as TaskSetOfEcs } from '../../ecs/state.ts';
import type { TargetGroup } from '../../elb/state.ts';
import { percentOf } from '../../elb/traffic.ts';
import type { Region } from '../../world.ts';
import { roadsOf } from '../find.ts';
import type { Deployment, LifecycleEvent, Moved } from '../state.ts';

/** `cluster:service`, the one target of a deployment to ECS. */
export function targetIdOf({ group }: Deployment): string {
  const { clusterName = '', serviceName = '' } = group.settings.ecsService;
  return `${clusterName}:${serviceName}`;
}

/** The target as GetDeploymentTarget shows it: lifecycle events and task sets. */
export function describeTarget(region: Region, deployment: Deployment): DeploymentTarget {
  const { moved } = deployment;
  return {
    deploymentTargetType: 'ECSTarget',
    ecsTarget: {
      deploymentId: deployment.id,
      targetId: targetIdOf(deployment),
      targetArn: moved?.service.arn,
      lastUpdatedAt: new Date(deployment.updatedAt),
      lifecycleEvents: deployment.events.map(describeEvent),
      status: targetStatus(deployment),
      taskSetsInfo: moved ? taskSetsOf(region, deployment, moved) : [],
    },
  };
}

function targetStatus({ status }: Deployment): TargetStatus {
  switch (status) {
    case 'Created':
    case 'Queued':
      return 'Pending';
    case 'Succeeded':
    case 'Failed':
    case 'Ready':
      return status;
    case 'Stopped':
      return 'Failed';
    default:
      return 'InProgress';
  }
}

function describeEvent({ name, status, startedAt, endedAt, message }: LifecycleEvent): DescribedEvent {
  return {
    lifecycleEventName: name,
    status,
    ...(startedAt !== undefined && { startTime: new Date(startedAt) }),
    ...(endedAt !== undefined && { endTime: new Date(endedAt) }),
    ...(message !== undefined && { diagnostics: { errorCode: 'ScriptFailed', message } }),
  };
}

function taskSetsOf(region: Region, deployment: Deployment, moved: Moved): ECSTaskSet[] {
  const { production } = roadsOf(region, deployment.group.settings);
  const weight = (group: TargetGroup): number => (production[0] ? percentOf(production[0], group.arn) : 0);
  const { original, originalGroup, replacement, replacementGroup } = moved;
  const green = replacement ? [described(moved, replacement, replacementGroup, 'Green', weight)] : [];
  return [described(moved, original, originalGroup, 'Blue', weight), ...green];
}

function described(
  { service }: Moved,
  set: TaskSetOfEcs,
  group: TargetGroup,
  taskSetLabel: 'Blue' | 'Green',
  weight: (group: TargetGroup) => number,
): ECSTaskSet {
  const tasks = tasksOf(service).filter((task) => task.deployment === set);
  return {
    identifer: set.id,
    desiredCount: set.taskSet ? computedDesiredCount(service, set.taskSet) : 0,
    pendingCount: pending(tasks).length,
    runningCount: running(tasks).length,
    status: set.taskSet?.status,
    trafficWeight: weight(group),
    targetGroup: { name: group.name },
    taskSetLabel,
  };
}
