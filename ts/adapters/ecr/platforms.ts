import { GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr';
import * as z from 'zod/mini';
import type { ImagePlatforms } from '../../ports/preflight.ts';
import { parseRepository } from './address.ts';
import { ecrClients, getImage, type EcrAccess } from './get-image.ts';
import { platformsIn } from './manifest.ts';

/**
 * What an image is made for. An index says it itself; a single image's manifest only names a configuration, which lies with the layers
 * and has `os` and `architecture` (OCI image specification, config.md).
 */
export function ecrPlatforms(access: EcrAccess): ImagePlatforms {
  const clientOf = ecrClients(access);
  return {
    async platforms(repository, digest) {
      const image = await getImage(repository, { imageDigest: digest }, access.call, clientOf);
      if (!image) return undefined;
      const manifest = image.imageManifest ?? '';
      const several = platformsIn(manifest);
      if (several) return Object.keys(several);
      const config = read(singleSchema, manifest)?.config.digest;
      const url = config === undefined ? undefined : await urlOf(repository, config);
      return url === undefined ? null : platformIn(url);
    },
  };

  /** Undefined where the registry does not have the configuration: a manifest may be there without it. */
  async function urlOf(repository: string, layerDigest: string): Promise<string | undefined> {
    const { registryId, region, name: repositoryName } = parseRepository(repository);
    const request = new GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest });
    const answer = await access
      .call('ecr:GetDownloadUrlForLayer', (options) => clientOf(region).send(request, options))
      .catch((error: unknown) => {
        const refusal = error instanceof Error ? error.cause : undefined;
        if (refusal instanceof Error && /^Layer(s|Inaccessible)/.test(refusal.name)) return undefined;
        throw error;
      });
    return answer?.downloadUrl;
  }
}

const singleSchema = z.object({ config: z.object({ digest: z.string() }) });
const configSchema = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.optional(z.string()),
});

/** A configuration is some kilobytes; an agent that can't reach S3 must not wait for it. */
const limitMilliseconds = 10_000;

async function platformIn(url: string): Promise<readonly string[] | null> {
  const text = await fetch(url, { signal: AbortSignal.timeout(limitMilliseconds) })
    .then((response) => (response.ok ? response.text() : ''))
    .catch(() => '');
  const config = read(configSchema, text);
  return config && [[config.os, config.architecture, config.variant].filter(Boolean).join('/')];
}

function read<T>(schema: z.ZodMiniType<T>, text: string): T | null {
  try {
    const parsed = z.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
