import {
  BatchDeleteImage$,
  BatchGetImage$,
  DescribeImages$,
  ListImages$,
  type BatchDeleteImageCommandInput,
  type BatchDeleteImageResponse,
  type BatchGetImageCommandInput,
  type BatchGetImageResponse,
  type DescribeImagesCommandInput,
  type DescribeImagesResponse,
  type ImageDetail,
  type ImageFailure,
  type ImageIdentifier,
  type ListImagesCommandInput,
  type ListImagesResponse,
} from '@aws-sdk/client-ecr';
import { operation } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { invalidParameter } from '../errors.ts';
import { findImage, imageOf, repositoryOf } from '../find.ts';
import type { Image, Repository } from '../state.ts';

const invalidToken = (): ReturnType<typeof invalidParameter> =>
  invalidParameter(`'nextToken' failed to satisfy constraint: 'Invalid token'`);

/** One missing image fails the whole request. */
export const describeImages = operation<DescribeImagesCommandInput, DescribeImagesResponse>(
  DescribeImages$,
  (input, call) => {
    const repository = repositoryOf(call, input.repositoryName, input.registryId);
    const wanted = input.imageIds?.map((id) => imageOf(repository, id));
    const images = [...new Set(wanted ?? repository.images.values())];
    const page = pageOf(
      images.filter((image) => hasTagStatus(image, input.filter?.tagStatus)),
      { size: input.maxResults, largest: wanted ? 1000 : 100, token: input.nextToken },
      invalidToken,
    );
    return {
      imageDetails: page.items.map((image) => detailOf(repository, image)),
      nextToken: page.nextToken,
    };
  },
);

/** Missing images are answered as failures beside those that were found. */
export const batchGetImage = operation<BatchGetImageCommandInput, BatchGetImageResponse>(
  BatchGetImage$,
  (input, call) => {
    const repository = repositoryOf(call, input.repositoryName, input.registryId);
    const found = input.imageIds.map((id) => ({ id, image: findImage(repository, id) }));
    return {
      images: found.flatMap(({ id, image }) => (image ? [gotten(repository, id, image)] : [])),
      failures: found.flatMap(({ id, image }) => (image ? [] : [notFound(id)])),
    };
  },
);

export const listImages = operation<ListImagesCommandInput, ListImagesResponse>(
  ListImages$,
  (input, call) => {
    const repository = repositoryOf(call, input.repositoryName, input.registryId);
    const ids = [...repository.images.values()]
      .filter((image) => hasTagStatus(image, input.filter?.tagStatus))
      .flatMap((image) => identifiersOf(image));
    const page = pageOf(
      ids,
      { size: input.maxResults, largest: input.maxResults ?? 100, token: input.nextToken },
      invalidToken,
    );
    return { imageIds: [...page.items], nextToken: page.nextToken };
  },
);

/** By digest the image goes; by tag only the tag does, and the image with its last tag. */
export const batchDeleteImage = operation<BatchDeleteImageCommandInput, BatchDeleteImageResponse>(
  BatchDeleteImage$,
  (input, call) => {
    const repository = repositoryOf(call, input.repositoryName, input.registryId);
    const imageIds: ImageIdentifier[] = [];
    const failures: ImageFailure[] = [];
    for (const id of input.imageIds) {
      const image = findImage(repository, id);
      if (!image) {
        failures.push(notFound(id));
        continue;
      }
      if (id.imageTag !== undefined && id.imageDigest === undefined) image.tags.delete(id.imageTag);
      if (id.imageDigest !== undefined || image.tags.size === 0) repository.images.delete(image.digest);
      imageIds.push({ imageDigest: image.digest, imageTag: id.imageTag });
    }
    return { imageIds, failures };
  },
);

function hasTagStatus(image: Image, status: 'TAGGED' | 'UNTAGGED' | 'ANY' | undefined): boolean {
  if (status === undefined || status === 'ANY') return true;
  return (status === 'TAGGED') === image.tags.size > 0;
}

function identifiersOf(image: Image): ImageIdentifier[] {
  if (image.tags.size === 0) return [{ imageDigest: image.digest }];
  return [...image.tags].map((imageTag) => ({ imageDigest: image.digest, imageTag }));
}

function detailOf(repository: Repository, image: Image): ImageDetail {
  return {
    registryId: repository.registryId,
    repositoryName: repository.name,
    imageDigest: image.digest,
    ...(image.tags.size > 0 && { imageTags: [...image.tags] }),
    imageSizeInBytes: image.sizeInBytes,
    imagePushedAt: new Date(image.pushedAt),
    imageManifestMediaType: image.mediaType,
    artifactMediaType: image.artifactMediaType,
  };
}

function gotten(
  repository: Repository,
  id: ImageIdentifier,
  image: Image,
): NonNullable<BatchGetImageResponse['images']>[number] {
  return {
    registryId: repository.registryId,
    repositoryName: repository.name,
    imageId: { imageDigest: image.digest, imageTag: id.imageTag },
    imageManifest: image.manifest,
    imageManifestMediaType: image.mediaType,
  };
}

function notFound(id: ImageIdentifier): ImageFailure {
  return { imageId: id, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' };
}
