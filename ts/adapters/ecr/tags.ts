import { DescribeImagesCommand, PutImageCommand, type ECRClient } from '@aws-sdk/client-ecr';
import { awsErrors } from '../../core/errors/catalogue/aws.ts';
import type { Registry } from '../../ports/registry.ts';
import type { Call } from '../aws/call.ts';
import { unlessMissing } from '../aws/unless-missing.ts';
import { parseRepository } from './address.ts';
import { getImage, repositoryMissing } from './get-image.ts';

/**
 * Tags of images that are there. ECR has no call for one more tag: the image's own manifest is put again under the new name ("Retagging
 * an image", ECR user guide), and no layer is sent. Errors: as `ecrRegistry`.
 */
export function ecrTags(
  call: Call,
  clientOf: (region: string) => ECRClient,
): Pick<Registry, 'tagsOf' | 'addTag'> {
  const tags: Pick<Registry, 'tagsOf' | 'addTag'> = {
    async tagsOf(repository, digest) {
      const { registryId, region, name: repositoryName } = parseRepository(repository);
      const imageIds = [{ imageDigest: digest }];
      const request = new DescribeImagesCommand({ registryId, repositoryName, imageIds });
      const asking = call('ecr:DescribeImages', (options) => clientOf(region).send(request, options)).catch(
        repositoryMissing(repository, { registryId, region, name: repositoryName }),
      );
      const answer = await unlessMissing('ImageNotFound', asking);
      const [image] = answer?.imageDetails ?? [];
      return image && (image.imageTags ?? []);
    },
    async addTag(repository, digest, tag) {
      const { registryId, region, name: repositoryName } = parseRepository(repository);
      const image = await getImage(repository, { imageDigest: digest }, call, clientOf);
      if (!image)
        throw awsErrors.imageUnreadable.error({ image: `${repository}@${digest}`, reason: 'it is gone' });
      const request = new PutImageCommand({
        registryId,
        repositoryName,
        imageManifest: image.imageManifest,
        imageManifestMediaType: image.imageManifestMediaType,
        imageTag: tag,
        imageDigest: digest,
      });
      const putting = call('ecr:PutImage', (options) => clientOf(region).send(request, options));
      // Under this tag already: another run came first. Where tags cannot be moved, the refusal may be that of another image's tag.
      await unlessMissing('ImageAlreadyExists', putting).catch(async (cause: unknown) => {
        if ((await tags.tagsOf(repository, digest))?.includes(tag) !== true) throw cause;
      });
    },
  };
  return tags;
}
