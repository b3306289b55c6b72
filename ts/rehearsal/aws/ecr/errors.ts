import {
  ImageAlreadyExistsException$,
  ImageDigestDoesNotMatchException$,
  ImageNotFoundException$,
  ImageTagAlreadyExistsException$,
  InvalidParameterException$,
  ReferencedImagesNotFoundException$,
  RepositoryAlreadyExistsException$,
  RepositoryNotFoundException$,
  RepositoryNotEmptyException$,
  type ImageIdentifier,
} from '@aws-sdk/client-ecr';
import { modelled, type AwsError } from '../protocol/aws-error.ts';
import type { Repository } from './state.ts';

/** ECR's errors, worded as ECR words them. */

export function repositoryNotFound(name: string, registryId: string): AwsError {
  return modelled(
    RepositoryNotFoundException$,
    `The repository with name '${name}' does not exist in the registry with id '${registryId}'`,
  );
}

export function repositoryExists(name: string, registryId: string): AwsError {
  return modelled(
    RepositoryAlreadyExistsException$,
    `The repository with name '${name}' already exists in the registry with id '${registryId}'`,
  );
}

export function repositoryNotEmpty(name: string, registryId: string): AwsError {
  return modelled(
    RepositoryNotEmptyException$,
    `The repository with name '${name}' in registry with id '${registryId}' cannot be deleted because it still contains images`,
  );
}

export function imageNotFound(repository: Repository, id: ImageIdentifier): AwsError {
  const { imageDigest, imageTag } = id;
  const which = `{imageDigest:'${imageDigest ?? 'null'}', imageTag:'${imageTag ?? 'null'}'}`;
  return modelled(
    ImageNotFoundException$,
    `The image with imageId ${which} does not exist within the repository with name '${repository.name}' in the registry with id '${repository.registryId}'`,
  );
}

export function imageExists(repository: Repository, digest: string, tag: string | undefined): AwsError {
  const what = tag === undefined ? `digest '${digest}'` : `digest '${digest}' and tag '${tag}'`;
  return modelled(
    ImageAlreadyExistsException$,
    `Image with ${what} already exists in the repository with name '${repository.name}' in registry with id '${repository.registryId}'`,
  );
}

export function tagExists(repository: Repository, tag: string): AwsError {
  return modelled(
    ImageTagAlreadyExistsException$,
    `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the tag is immutable.`,
  );
}

export function digestDoesNotMatch(given: string, actual: string): AwsError {
  return modelled(
    ImageDigestDoesNotMatchException$,
    `The image digest '${given}' does not match the calculated digest '${actual}'`,
  );
}

export function referencedImagesNotFound(repository: Repository, digests: readonly string[]): AwsError {
  return modelled(
    ReferencedImagesNotFoundException$,
    `Images with digests '[${digests.join(', ')}]' required for pushing image into repository with name '${repository.name}' in the registry with id '${repository.registryId}' do not exist`,
  );
}

export function invalidParameter(message: string): AwsError {
  return modelled(InvalidParameterException$, `Invalid parameter at ${message}`);
}
