import type { ImageIdentifier } from '@aws-sdk/client-ecr';
import type { Call } from '../operation.ts';
import { imageNotFound, invalidParameter, repositoryNotFound } from './errors.ts';
import { imageByTag, type EcrState, type Image, type Repository } from './state.ts';

/** The registry a request is about: the caller's own, or another account's in the same region, whose policy is taken to allow it. */
export function registryOf(
  call: Call,
  registryId: string | undefined,
): { state: EcrState; registryId: string } {
  const id = registryId ?? call.caller.accountId;
  return { state: call.world.region(id, call.caller.region).ecr, registryId: id };
}

export function repositoryOf(call: Call, name: string, registryId: string | undefined): Repository {
  const registry = registryOf(call, registryId);
  const repository = registry.state.repositories.get(name);
  if (!repository) throw repositoryNotFound(name, registry.registryId);
  return repository;
}

/** Undefined when there is no such image, and when tag and digest name different ones. */
export function findImage(repository: Repository, id: ImageIdentifier): Image | undefined {
  const { imageDigest, imageTag } = id;
  if (imageDigest === undefined && imageTag === undefined) {
    throw invalidParameter(
      "'imageIds' failed to satisfy constraint: 'Member must have an image tag or digest'",
    );
  }
  const image =
    imageDigest === undefined ? imageByTag(repository, imageTag ?? '') : repository.images.get(imageDigest);
  return image && (imageTag === undefined || image.tags.has(imageTag)) ? image : undefined;
}

export function imageOf(repository: Repository, id: ImageIdentifier): Image {
  const image = findImage(repository, id);
  if (!image) throw imageNotFound(repository, id);
  return image;
}
