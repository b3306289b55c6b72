import {
  BatchGetImageCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  type ImageIdentifier,
  type Repository,
} from '@aws-sdk/client-ecr';
import { awsErrors } from '../../core/errors/catalogue/aws.ts';
import type { ImageIdentity } from '../../core/release/image.ts';
import type { Digest } from '../../core/release/release.ts';
import type { Registry } from '../../ports/registry.ts';
import type { Call } from '../aws/call.ts';
import type { ClientSettings } from '../aws/client-settings.ts';
import { parseRepository, type EcrRepository } from './address.ts';
import { acceptedMediaTypes, platformsIn } from './manifest.ts';

export interface EcrAccess {
  /** Settings for a client of that region: repositories may be in another one than the services. */
  readonly settings: (region: string) => ClientSettings;
  readonly call: Call;
}

/**
 * Images in Amazon ECR. Account and region are those of the repository's address, not the caller's.
 * Errors: `ecr-not-a-repository`, `ecr-repository-missing`, `ecr-image-unreadable`, and what `Call` rejects with.
 */
export function ecrRegistry({ settings, call }: EcrAccess): Registry {
  const clients = new Map<string, ECRClient>();
  const clientOf = (region: string): ECRClient => {
    const client = clients.get(region) ?? new ECRClient(settings(region));
    clients.set(region, client);
    return client;
  };
  const get = async (repository: string, image: ImageIdentifier): Promise<ImageIdentity | undefined> => {
    const at = parseRepository(repository);
    const request = new BatchGetImageCommand({
      registryId: at.registryId,
      repositoryName: at.name,
      imageIds: [image],
      acceptedMediaTypes,
    });
    const answer = await call('ecr:BatchGetImage', (options) =>
      clientOf(at.region).send(request, options),
    ).catch(repositoryMissing(repository, at));
    const [found] = answer.images ?? [];
    if (found) return identityOf(found.imageId?.imageDigest, found.imageManifest);
    const [failure] = answer.failures ?? [];
    if (failure?.failureCode === 'ImageNotFound') return undefined;
    throw awsErrors.imageUnreadable.error({
      image: `${repository}${image.imageTag === undefined ? `@${image.imageDigest ?? ''}` : `:${image.imageTag}`}`,
      reason: [failure?.failureCode, failure?.failureReason].filter(Boolean).join(': ') || 'no answer',
    });
  };
  return {
    resolve: (repository, tag) => get(repository, { imageTag: tag }),
    has: async (repository, digest) => (await get(repository, { imageDigest: digest })) !== undefined,
    tagsAreImmutable: async (repository) => {
      const at = parseRepository(repository);
      const request = new DescribeRepositoriesCommand({
        registryId: at.registryId,
        repositoryNames: [at.name],
      });
      const answer = await call('ecr:DescribeRepositories', (options) =>
        clientOf(at.region).send(request, options),
      ).catch(repositoryMissing(repository, at));
      return areImmutable(answer.repositories?.[0]);
    },
  };
}

/** With exclusions some tags can be moved, and whether ours is one of them depends on patterns: no promise then. */
function areImmutable(repository: Repository | undefined): boolean {
  const mutability = repository?.imageTagMutability;
  const exclusions = repository?.imageTagMutabilityExclusionFilters ?? [];
  return mutability === 'IMMUTABLE' || (mutability === 'IMMUTABLE_WITH_EXCLUSION' && exclusions.length === 0);
}

function identityOf(digest: string | undefined, manifest: string | undefined): ImageIdentity {
  if (digest === undefined) throw new Error('ecr:BatchGetImage answered with an image without a digest');
  const platforms = platformsIn(manifest ?? '');
  return { digest: digest as Digest, ...(platforms && { platforms }) };
}

function repositoryMissing(
  repository: string,
  { registryId, region }: EcrRepository,
): (cause: unknown) => never {
  return (cause) => {
    const refusal = cause instanceof Error ? cause.cause : undefined;
    const isMissing = refusal instanceof Error && refusal.name === 'RepositoryNotFoundException';
    throw isMissing
      ? awsErrors.repositoryMissing.error({ repository, registryId, region }, { cause: refusal })
      : cause;
  };
}
