import {
  ListTagsForResource$,
  TagResource$,
  UntagResource$,
  type ListTagsForResourceCommandInput,
  type ListTagsForResourceResponse,
  type Tag,
  type TagResourceCommandInput,
  type UntagResourceCommandInput,
} from '@aws-sdk/client-ecs';
import { operation, type Call } from '../../operation.ts';
import { invalidParameter } from '../errors.ts';
import { findTaskDefinition } from '../find.ts';

export const tagResource = operation<TagResourceCommandInput, object>(TagResource$, (input, call) => {
  const resource = resourceOf(call, input.resourceArn);
  const renewed = new Set(input.tags.map(({ key }) => key));
  resource.tags = [...resource.tags.filter(({ key }) => !renewed.has(key)), ...input.tags];
  return {};
});

export const untagResource = operation<UntagResourceCommandInput, object>(UntagResource$, (input, call) => {
  const resource = resourceOf(call, input.resourceArn);
  resource.tags = resource.tags.filter(({ key }) => key === undefined || !input.tagKeys.includes(key));
  return {};
});

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceResponse>(
  ListTagsForResource$,
  (input, call) => ({ tags: [...resourceOf(call, input.resourceArn).tags] }),
);

function resourceOf(call: Call, arn: string): { tags: readonly Tag[] } {
  const { ecs } = call.region;
  const clusters = [...ecs.clusters.values()];
  const services = clusters.flatMap((cluster) => [...cluster.services.values()]);
  const found = [...clusters, ...services].find((each) => each.arn === arn) ?? findTaskDefinition(ecs, arn);
  if (!arn.startsWith('arn:') || !found) throw invalidParameter('The specified resource was not found.');
  return found;
}
