import type { ImageIdentifier } from '@aws-sdk/client-ecr';
import type { ImageIdentity } from '../../core/release/image.ts';
import type { Digest } from '../../core/release/release.ts';
import type { Registry } from '../../ports/registry.ts';
import { ecrClients, getImage, type EcrAccess } from './get-image.ts';
import { platformsIn } from './manifest.ts';
import { ecrTags } from './tags.ts';

export type { EcrAccess };

/**
 * Images in Amazon ECR. Account and region are those of the repository's address, not the caller's.
 * Errors: `ecr-not-a-repository`, `ecr-repository-missing`, `ecr-image-unreadable`, and what `Call` rejects with.
 */
export function ecrRegistry(access: EcrAccess): Registry {
  const { call } = access;
  const clientOf = ecrClients(access);
  const get = async (repository: string, image: ImageIdentifier): Promise<ImageIdentity | undefined> => {
    const found = await getImage(repository, image, call, clientOf);
    return found && identityOf(found.imageId?.imageDigest, found.imageManifest);
  };
  return {
    resolve: (repository, tag) => get(repository, { imageTag: tag }),
    has: async (repository, digest) => (await get(repository, { imageDigest: digest })) !== undefined,
    ...ecrTags(call, clientOf),
  };
}

function identityOf(digest: string | undefined, manifest: string | undefined): ImageIdentity {
  if (digest === undefined) throw new Error('ecr:BatchGetImage answered with an image without a digest');
  const platforms = platformsIn(manifest ?? '');
  return { digest: digest as Digest, ...(platforms && { platforms }) };
}
