import type { Service, TaskSet } from '@aws-sdk/client-ecs';
import { lastSegment } from '../ecs/access.ts';

/** A service that CodeDeploy moves has task sets; `externalId` of one is CodeDeploy's deployment (ECS API reference, TaskSet). */
export function primarySetOf({ taskSets = [] }: Service): TaskSet | undefined {
  return taskSets.find(({ status }) => status === 'PRIMARY');
}

export function setOf({ taskSets = [] }: Service, deploymentId: string): TaskSet | undefined {
  return taskSets.find(({ externalId }) => externalId === deploymentId);
}

export function runs(set: TaskSet | undefined, taskDefinition: string): boolean {
  return set?.taskDefinition !== undefined && lastSegment(set.taskDefinition) === lastSegment(taskDefinition);
}

/** Sets beside the primary whose tasks nobody has told to go. */
export function lingeringSets({ taskSets = [] }: Service): readonly TaskSet[] {
  return taskSets.filter(({ status }) => status === 'ACTIVE');
}
