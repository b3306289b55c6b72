import {
  CreateCapacityProvider$,
  DescribeCapacityProviders$,
  PutClusterCapacityProviders$,
  type CapacityProvider as DescribedProvider,
  type CreateCapacityProviderCommandInput,
  type CreateCapacityProviderResponse,
  type DescribeCapacityProvidersCommandInput,
  type DescribeCapacityProvidersResponse,
  type PutClusterCapacityProvidersCommandInput,
  type PutClusterCapacityProvidersResponse,
} from '@aws-sdk/client-ecs';
import { operation, type Call } from '../../operation.ts';
import { clientError } from '../errors.ts';
import { clusterOf } from '../find.ts';
import type { CapacityProvider } from '../state.ts';
import { describeCluster } from './clusters.ts';

/** Only names here: what machines they would start, and how many, is not emulated. */
export const createCapacityProvider = operation<
  CreateCapacityProviderCommandInput,
  CreateCapacityProviderResponse
>(CreateCapacityProvider$, ({ name }, call) => {
  if (all(call).some((known) => known.name === name))
    throw clientError('The specified capacity provider already exists.');
  const provider: CapacityProvider = { name, arn: arnOf(name, call), status: 'ACTIVE' };
  call.region.ecs.capacityProviders.set(name, provider);
  return { capacityProvider: described(provider) };
});

export const describeCapacityProviders = operation<
  DescribeCapacityProvidersCommandInput,
  DescribeCapacityProvidersResponse
>(DescribeCapacityProviders$, ({ capacityProviders: wanted }, call) => {
  const known = all(call);
  const missing = (wanted ?? []).filter((one) => !known.some(({ name, arn }) => one === name || one === arn));
  return {
    capacityProviders: known
      .filter(({ name, arn }) => wanted?.some((one) => one === name || one === arn) ?? true)
      .map(described),
    failures: missing.map((one) => ({ arn: one, reason: 'MISSING' })),
  };
});

export const putClusterCapacityProviders = operation<
  PutClusterCapacityProvidersCommandInput,
  PutClusterCapacityProvidersResponse
>(PutClusterCapacityProviders$, (input, call) => {
  const cluster = clusterOf(call, input.cluster);
  const known = all(call).map(({ name }) => name);
  if (input.capacityProviders.some((name) => !known.includes(name)))
    throw clientError('The specified capacity provider was not found.');
  cluster.capacityProviders = input.capacityProviders;
  return { cluster: describeCluster(cluster) };
});

function all(call: Call): readonly CapacityProvider[] {
  const everywhere = ['FARGATE', 'FARGATE_SPOT'].map((name) => ({
    name,
    arn: arnOf(name, call),
    status: 'ACTIVE' as const,
  }));
  return [...everywhere, ...call.region.ecs.capacityProviders.values()];
}

function arnOf(name: string, { region }: Call): string {
  return `arn:aws:ecs:${region.name}:${region.accountId}:capacity-provider/${name}`;
}

function described({ name, arn, status }: CapacityProvider): DescribedProvider {
  return { name, capacityProviderArn: arn, status };
}
