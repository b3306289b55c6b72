import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Call } from '../aws/call.ts';
import { translated } from './translated.ts';

/** How to speak with one cluster. The clients' own retries are off; `call` repeats what may be repeated. */
export interface EcsAccess {
  readonly ecs: ECSClient;
  readonly elb: ElasticLoadBalancingV2Client;
  /** Short name or ARN. */
  readonly cluster: string;
  /** The one retry policy of all AWS clients. */
  readonly call: Call;
}

/** The cluster without its load balancers. */
export type EcsAlone = Omit<EcsAccess, 'elb'>;

/**
 * One request, its refusal in the words of the catalogue.
 *
 * @param about what it is asked for, for people: `service service1`
 */
export async function ask<T>(
  access: Omit<EcsAlone, 'ecs'>,
  operation: string,
  about: string,
  send: (options: { readonly abortSignal?: AbortSignal }) => Promise<T>,
): Promise<T> {
  try {
    return await access.call(operation, send);
  } catch (error) {
    throw translated(error, { operation, about, cluster: access.cluster });
  }
}

/** Lists of at most `size`, as ECS limits what one request may name. Repeated names are asked for once. */
export function inChunks(names: readonly string[], size: number): readonly (readonly string[])[] {
  const once = [...new Set(names)];
  return Array.from({ length: Math.ceil(once.length / size) }, (_, index) =>
    once.slice(index * size, (index + 1) * size),
  );
}

/** `service1:42` of a task definition's ARN, the id of a task's, the name of a service's. */
export function lastSegment(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
