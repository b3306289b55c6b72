import { PutImage$, type PutImageCommandInput, type PutImageResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../operation.ts';
import { digestDoesNotMatch, imageExists, referencedImagesNotFound, tagExists } from '../errors.ts';
import { repositoryOf } from '../find.ts';
import { readManifest, type Manifest } from '../manifest.ts';
import { imageByTag, type Image, type Repository } from '../state.ts';

/** Layers need not be uploaded first: nobody here will run the image. */
export const putImage = operation<PutImageCommandInput, PutImageResponse>(PutImage$, (input, call) => {
  const repository = repositoryOf(call, input.repositoryName, input.registryId);
  const manifest = readManifest(input.imageManifest, input.imageManifestMediaType);
  if (input.imageDigest !== undefined && input.imageDigest !== manifest.digest) {
    throw digestDoesNotMatch(input.imageDigest, manifest.digest);
  }
  const missing = manifest.children.filter((digest) => !repository.images.has(digest));
  if (missing.length > 0) throw referencedImagesNotFound(repository, missing);
  const image = put(repository, manifest, input.imageManifest, input.imageTag, call.world.now());
  return {
    image: {
      registryId: repository.registryId,
      repositoryName: repository.name,
      imageId: { imageDigest: image.digest, imageTag: input.imageTag },
      imageManifest: image.manifest,
      imageManifestMediaType: image.mediaType,
    },
  };
});

function put(
  repository: Repository,
  manifest: Manifest,
  text: string,
  tag: string | undefined,
  now: number,
): Image {
  const present = repository.images.get(manifest.digest);
  const tagged = tag === undefined ? undefined : imageByTag(repository, tag);
  if (present && (tag === undefined || tagged === present))
    throw imageExists(repository, manifest.digest, tag);
  if (tagged && tag !== undefined && isImmutable(repository, tag)) throw tagExists(repository, tag);
  if (tag !== undefined) tagged?.tags.delete(tag);
  const image = present ?? {
    ...withoutChildren(manifest),
    manifest: text,
    pushedAt: now,
    tags: new Set<string>(),
  };
  repository.images.set(image.digest, image);
  if (tag !== undefined) image.tags.add(tag);
  return image;
}

function withoutChildren(manifest: Manifest): Omit<Manifest, 'children'> {
  const { digest, mediaType, artifactMediaType, sizeInBytes } = manifest;
  return { digest, mediaType, artifactMediaType, sizeInBytes };
}

function isImmutable(repository: Repository, tag: string): boolean {
  const excluded = repository.exclusions.some((pattern) => matches(pattern, tag));
  return repository.mutability.startsWith('IMMUTABLE') !== excluded;
}

function matches(pattern: string, tag: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(tag);
}
