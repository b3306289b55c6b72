import type { Container, Task as DescribedTask } from '@aws-sdk/client-ecs';
import type { Task, TaskContainer } from '../state.ts';

/** A task as DescribeTasks shows it. */
export function describeTask(task: Task, withTags: boolean): DescribedTask {
  return {
    taskArn: task.arn,
    clusterArn: task.cluster.arn,
    taskDefinitionArn: task.definition.arn,
    group: task.group,
    startedBy: task.startedBy,
    launchType: task.launchType,
    availabilityZone: `${task.cluster.region}a`,
    cpu: task.definition.content.cpu ?? '256',
    memory: task.definition.content.memory ?? '512',
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    healthStatus: task.health,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    containers: task.containers.map((container) => describeContainer(task, container)),
    attachments: [networkInterface(task)],
    attributes: [],
    overrides: { containerOverrides: task.containers.map(({ name }) => ({ name })) },
    tags: withTags ? [...task.tags] : [],
    ...timesOf(task),
  };
}

function timesOf(task: Task): Partial<Record<string, Date>> {
  const { createdAt, pullStartedAt, pullStoppedAt, startedAt, stoppingAt, executionStoppedAt, stoppedAt } =
    task;
  const times = {
    createdAt,
    pullStartedAt,
    pullStoppedAt,
    startedAt,
    stoppingAt,
    executionStoppedAt,
    stoppedAt,
  };
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, at]) => (at === undefined ? [] : [[name, new Date(at)]])),
  );
}

function describeContainer(task: Task, container: TaskContainer): Container {
  return {
    containerArn: container.arn,
    taskArn: task.arn,
    name: container.name,
    image: container.image,
    imageDigest: container.imageDigest,
    ...(container.lastStatus !== 'PENDING' &&
      task.startedAt !== undefined && { runtimeId: container.runtimeId }),
    lastStatus: container.lastStatus,
    exitCode: container.exitCode,
    reason: container.reason,
    healthStatus: task.health,
    networkBindings: [],
    networkInterfaces: [{ privateIpv4Address: task.address }],
  };
}

function networkInterface(task: Task): NonNullable<DescribedTask['attachments']>[number] {
  const isUp =
    task.lastStatus === 'RUNNING' || task.lastStatus === 'ACTIVATING' || task.lastStatus === 'PENDING';
  return {
    id: task.id.slice(0, 12),
    type: 'ElasticNetworkInterface',
    status: task.lastStatus === 'STOPPED' ? 'DELETED' : isUp ? 'ATTACHED' : 'PRECREATED',
    details: [{ name: 'privateIPv4Address', value: task.address }],
  };
}
