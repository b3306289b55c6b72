import { DescribeCapacityProvidersCommand, DescribeClustersCommand } from '@aws-sdk/client-ecs';
import type { Capacity } from '../../core/preflight/deep/facts.ts';
import type { DeepAccess } from './deep.ts';

/** `FARGATE` and `FARGATE_SPOT` are described like a team's own. */
export async function capacity(
  { ecs, cluster, call }: DeepAccess,
  names: readonly string[],
): Promise<Capacity> {
  if (names.length === 0) return { providers: new Map(), attached: [] };
  const providers = new DescribeCapacityProvidersCommand({ capacityProviders: [...names] });
  const clusters = new DescribeClustersCommand({ clusters: [cluster] });
  const [described, found] = await Promise.all([
    call('ecs:DescribeCapacityProviders', (options) => ecs.send(providers, options)),
    call('ecs:DescribeClusters', (options) => ecs.send(clusters, options)),
  ]);
  return {
    providers: new Map(
      (described.capacityProviders ?? []).map(({ name = '', status }) => [name, status ?? 'unknown']),
    ),
    attached: found.clusters?.[0]?.capacityProviders ?? [],
  };
}
