import {
  DescribeTaskDefinitionCommand,
  type Tag,
  type TaskDefinition as AwsTaskDefinition,
} from '@aws-sdk/client-ecs';
import { ecsErrors } from '../../core/errors/catalogue/ecs.ts';
import type { TaskDefinition } from '../../core/live/live.ts';
import { registrable } from '../../core/task-definition/copy-with-image.ts';
import {
  inheritedTags,
  lookBackOf,
  writtenForOf,
  type LookBack,
} from '../../core/task-definition/own-tags.ts';
import { ask, type EcsAlone } from './access.ts';

/** A revision with what only the adapter needs of it. */
export interface Described {
  readonly taskDefinition: TaskDefinition;
  readonly active: boolean;
  /** Milliseconds since the epoch. */
  readonly registeredAt: number | undefined;
  readonly lookBack: LookBack | undefined;
}

/**
 * @param arn ARN or `family:revision`
 * @throws ecs-task-definition-not-found
 */
export async function describeTaskDefinition(access: EcsAlone, arn: string): Promise<Described> {
  const answer = await ask(access, 'ecs:DescribeTaskDefinition', `task definition ${arn}`, (options) =>
    access.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ['TAGS'] }), options),
  );
  if (!answer.taskDefinition) throw ecsErrors.taskDefinitionNotFound.error({ taskDefinition: arn });
  return described(answer.taskDefinition, answer.tags ?? []);
}

/** Tags stand in `definition` as RegisterTaskDefinition takes them, without those of this product. */
export function described(revision: AwsTaskDefinition, tags: readonly Tag[]): Described {
  const pairs = tags.map(({ key = '', value = '' }) => ({ key, value }));
  const inherited = inheritedTags(pairs);
  const writtenFor = writtenForOf(pairs);
  return {
    taskDefinition: {
      arn: revision.taskDefinitionArn ?? '',
      family: revision.family ?? '',
      revision: revision.revision ?? 0,
      containers: (revision.containerDefinitions ?? []).map(({ name = '', image = '' }) => ({ name, image })),
      ...(writtenFor && { writtenFor }),
      definition: {
        ...registrable({ ...revision }),
        ...(inherited.length > 0 && { tags: inherited }),
      },
    },
    active: revision.status === 'ACTIVE',
    registeredAt: revision.registeredAt?.getTime(),
    lookBack: lookBackOf(pairs),
  };
}
