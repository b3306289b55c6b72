import { BatchGetImageCommand, ECRClient, type Image, type ImageIdentifier } from '@aws-sdk/client-ecr';
import { awsErrors } from '../../core/errors/catalogue/aws.ts';
import type { Call } from '../aws/call.ts';
import type { ClientSettings } from '../aws/client-settings.ts';
import { parseRepository, type EcrRepository } from './address.ts';
import { acceptedMediaTypes } from './manifest.ts';

export interface EcrAccess {
  /** Settings for a client of that region: repositories may be in another one than the services. */
  readonly settings: (region: string) => ClientSettings;
  readonly call: Call;
}

/** A client for each region, made when it is first asked for. */
export function ecrClients({ settings }: EcrAccess): (region: string) => ECRClient {
  const clients = new Map<string, ECRClient>();
  return (region) => {
    const client = clients.get(region) ?? new ECRClient(settings(region));
    clients.set(region, client);
    return client;
  };
}

/** Digest and manifest; undefined where the repository has no such image. Errors: as `ecrRegistry`. */
export async function getImage(
  repository: string,
  image: ImageIdentifier,
  call: Call,
  clientOf: (region: string) => ECRClient,
): Promise<Image | undefined> {
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
  if (found) return found;
  const [failure] = answer.failures ?? [];
  if (failure?.failureCode === 'ImageNotFound') return undefined;
  throw awsErrors.imageUnreadable.error({
    image: `${repository}${image.imageTag === undefined ? `@${image.imageDigest ?? ''}` : `:${image.imageTag}`}`,
    reason: [failure?.failureCode, failure?.failureReason].filter(Boolean).join(': ') || 'no answer',
  });
}

export function repositoryMissing(
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
