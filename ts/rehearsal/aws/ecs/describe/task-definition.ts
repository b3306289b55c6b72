import type { TaskDefinition as DescribedTaskDefinition } from '@aws-sdk/client-ecs';
import type { TaskDefinition } from '../state.ts';

/** A task definition as DescribeTaskDefinition shows it: with defaults filled in, and members that registering refuses. */
export function describeTaskDefinition(definition: TaskDefinition): DescribedTaskDefinition {
  const { content } = definition;
  return {
    ...content,
    taskDefinitionArn: definition.arn,
    revision: definition.revision,
    status: definition.status,
    volumes: content.volumes ?? [],
    placementConstraints: content.placementConstraints ?? [],
    containerDefinitions: content.containerDefinitions.map((container) => ({
      cpu: 0,
      portMappings: [],
      essential: true,
      environment: [],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      ...container,
    })),
    requiresAttributes: [{ name: 'com.amazonaws.ecs.capability.docker-remote-api.1.18' }],
    compatibilities:
      content.requiresCompatibilities?.includes('FARGATE') === true ? ['EC2', 'FARGATE'] : ['EC2'],
    registeredAt: new Date(definition.registeredAt),
    registeredBy: definition.registeredBy,
    ...(definition.deregisteredAt !== undefined && { deregisteredAt: new Date(definition.deregisteredAt) }),
  };
}
