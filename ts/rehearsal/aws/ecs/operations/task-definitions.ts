import {
  DeregisterTaskDefinition$,
  DescribeTaskDefinition$,
  ListTaskDefinitions$,
  RegisterTaskDefinition$,
  type DeregisterTaskDefinitionCommandInput,
  type DeregisterTaskDefinitionResponse,
  type DescribeTaskDefinitionCommandInput,
  type DescribeTaskDefinitionResponse,
  type ListTaskDefinitionsCommandInput,
  type ListTaskDefinitionsResponse,
  type RegisterTaskDefinitionCommandInput,
  type RegisterTaskDefinitionResponse,
} from '@aws-sdk/client-ecs';
import { operation } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { describeTaskDefinition as described } from '../describe/task-definition.ts';
import { clientError, invalidParameter, invalidToken } from '../errors.ts';
import { findTaskDefinition } from '../find.ts';
import type { TaskDefinition } from '../state.ts';

export const registerTaskDefinition = operation<
  RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionResponse
>(RegisterTaskDefinition$, (input, call) => {
  const { ecs, accountId, name: region } = call.region;
  const { tags = [], ...content } = input;
  refuseUnusable(input);
  const revisions = ecs.families.get(input.family) ?? [];
  const revision = revisions.length + 1;
  const definition: TaskDefinition = {
    arn: `arn:aws:ecs:${region}:${accountId}:task-definition/${input.family}:${revision}`,
    family: input.family,
    revision,
    content,
    tags,
    status: 'ACTIVE',
    registeredAt: call.world.now(),
    registeredBy: call.caller.arn,
  };
  ecs.families.set(input.family, [...revisions, definition]);
  return { taskDefinition: described(definition), tags: [...tags] };
});

function refuseUnusable(
  input: Pick<RegisterTaskDefinitionCommandInput, 'family' | 'containerDefinitions'>,
): void {
  const containers = input.containerDefinitions ?? [];
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(input.family ?? '')) {
    throw clientError('Family contains invalid characters.');
  }
  if (containers.length === 0) throw clientError('Container list cannot be empty.');
  for (const { name, image } of containers) {
    if (name === undefined || name === '') throw clientError('Container.name should not be null or empty.');
    if (image === undefined || image === '')
      throw clientError('Container.image should not be null or empty.');
  }
  if (new Set(containers.map(({ name }) => name)).size < containers.length) {
    throw clientError('Container.name must be unique.');
  }
  if (containers.every(({ essential }) => essential === false)) {
    throw clientError('Task definition must contain at least one essential container.');
  }
}

/** Tags come only when they are asked for. */
export const describeTaskDefinition = operation<
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionResponse
>(DescribeTaskDefinition$, (input, call) => {
  const definition = findTaskDefinition(call.region.ecs, input.taskDefinition);
  if (!definition) throw clientError('Unable to describe task definition.');
  const withTags = input.include?.includes('TAGS') === true;
  return { taskDefinition: described(definition), ...(withTags && { tags: [...definition.tags] }) };
});

/** By family and revision; `familyPrefix` must be a whole family's name, for all its name says. */
export const listTaskDefinitions = operation<ListTaskDefinitionsCommandInput, ListTaskDefinitionsResponse>(
  ListTaskDefinitions$,
  (input, call) => {
    const { families } = call.region.ecs;
    const arns = [...families.keys()]
      .filter((family) => input.familyPrefix === undefined || family === input.familyPrefix)
      .sort()
      .flatMap((family) => families.get(family) ?? [])
      .filter(({ status }) => status === (input.status ?? 'ACTIVE'))
      .map(({ arn }) => arn);
    const sorted = input.sort === 'DESC' ? arns.toReversed() : arns;
    const page = pageOf(
      sorted,
      { size: input.maxResults, largest: 100, token: input.nextToken },
      invalidToken,
    );
    return { taskDefinitionArns: [...page.items], nextToken: page.nextToken };
  },
);

export const deregisterTaskDefinition = operation<
  DeregisterTaskDefinitionCommandInput,
  DeregisterTaskDefinitionResponse
>(DeregisterTaskDefinition$, (input, call) => {
  const definition = findTaskDefinition(call.region.ecs, input.taskDefinition);
  if (!input.taskDefinition.includes(':'))
    throw invalidParameter('The task definition must have a revision.');
  if (!definition) throw clientError('Unable to describe task definition.');
  definition.status = 'INACTIVE';
  definition.deregisteredAt = call.world.now();
  return { taskDefinition: described(definition) };
});
