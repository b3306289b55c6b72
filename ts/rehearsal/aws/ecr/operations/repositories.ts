import {
  CreateRepository$,
  DeleteRepository$,
  DescribeRepositories$,
  PutImageTagMutability$,
  type CreateRepositoryCommandInput,
  type CreateRepositoryResponse,
  type DeleteRepositoryCommandInput,
  type DeleteRepositoryResponse,
  type DescribeRepositoriesCommandInput,
  type DescribeRepositoriesResponse,
  type PutImageTagMutabilityCommandInput,
  type PutImageTagMutabilityResponse,
  type Repository as DescribedRepository,
} from '@aws-sdk/client-ecr';
import { operation } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { invalidParameter, repositoryExists, repositoryNotEmpty } from '../errors.ts';
import { registryOf, repositoryOf } from '../find.ts';
import type { Repository } from '../state.ts';

export const createRepository = operation<CreateRepositoryCommandInput, CreateRepositoryResponse>(
  CreateRepository$,
  (input, call) => {
    const { state, registryId } = registryOf(call, input.registryId);
    const { repositoryName: name } = input;
    const region = call.caller.region;
    if (!/^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(name)) {
      throw invalidParameter(
        `'repositoryName' failed to satisfy constraint: 'must satisfy regular expression'`,
      );
    }
    if (state.repositories.has(name)) throw repositoryExists(name, registryId);
    const repository: Repository = {
      name,
      arn: `arn:aws:ecr:${region}:${registryId}:repository/${name}`,
      uri: `${registryId}.dkr.ecr.${region}.amazonaws.com/${name}`,
      registryId,
      createdAt: call.world.now(),
      mutability: input.imageTagMutability ?? 'MUTABLE',
      exclusions: (input.imageTagMutabilityExclusionFilters ?? []).map(({ filter }) => filter ?? ''),
      images: new Map(),
      layers: new Map(),
    };
    state.repositories.set(name, repository);
    return { repository: described(repository) };
  },
);

export const describeRepositories = operation<DescribeRepositoriesCommandInput, DescribeRepositoriesResponse>(
  DescribeRepositories$,
  (input, call) => {
    const { state } = registryOf(call, input.registryId);
    const wanted = input.repositoryNames?.map((name) => repositoryOf(call, name, input.registryId));
    const page = pageOf(
      wanted ?? [...state.repositories.values()],
      { size: input.maxResults, largest: wanted ? 1000 : 100, token: input.nextToken },
      () => invalidParameter(`'nextToken' failed to satisfy constraint: 'Invalid token'`),
    );
    return { repositories: page.items.map(described), nextToken: page.nextToken };
  },
);

export const putImageTagMutability = operation<
  PutImageTagMutabilityCommandInput,
  PutImageTagMutabilityResponse
>(PutImageTagMutability$, (input, call) => {
  const repository = repositoryOf(call, input.repositoryName, input.registryId);
  repository.mutability = input.imageTagMutability;
  repository.exclusions = (input.imageTagMutabilityExclusionFilters ?? []).map(({ filter }) => filter ?? '');
  return {
    registryId: repository.registryId,
    repositoryName: repository.name,
    imageTagMutability: repository.mutability,
  };
});

export const deleteRepository = operation<DeleteRepositoryCommandInput, DeleteRepositoryResponse>(
  DeleteRepository$,
  (input, call) => {
    const { state, registryId } = registryOf(call, input.registryId);
    const repository = repositoryOf(call, input.repositoryName, input.registryId);
    if (repository.images.size > 0 && input.force !== true)
      throw repositoryNotEmpty(repository.name, registryId);
    state.repositories.delete(repository.name);
    return { repository: described(repository) };
  },
);

function described(repository: Repository): DescribedRepository {
  return {
    repositoryArn: repository.arn,
    registryId: repository.registryId,
    repositoryName: repository.name,
    repositoryUri: repository.uri,
    createdAt: new Date(repository.createdAt),
    imageTagMutability: repository.mutability,
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
    ...(repository.exclusions.length > 0 && {
      imageTagMutabilityExclusionFilters: repository.exclusions.map((filter) => ({
        filterType: 'WILDCARD' as const,
        filter,
      })),
    }),
  };
}
