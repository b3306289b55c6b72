import * as z from 'zod/mini';
import type { Digest } from '../../core/release/release.ts';

/** Without these ECR would answer an index with the image of one platform, converted. */
export const acceptedMediaTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

const digest = z.templateLiteral(['sha256:', z.string().check(z.regex(/^[0-9a-f]{64}$/))]);

const indexSchema = z.object({
  manifests: z.array(
    z.object({
      digest,
      platform: z.optional(
        z.object({
          os: z.string(),
          architecture: z.string(),
          variant: z.optional(z.string()),
          'os.version': z.optional(z.string()),
        }),
      ),
      annotations: z.optional(z.record(z.string(), z.string())),
    }),
  ),
});

/**
 * Each platform's image of an index; undefined for the manifest of a single image. Attestations and signatures, which buildkit puts
 * beside the images as `unknown/unknown`, are no images to run.
 */
export function platformsIn(manifest: string): Readonly<Record<string, Digest>> | undefined {
  const index = z.safeParse(indexSchema, parsed(manifest));
  if (!index.success) return undefined;
  const platforms: Record<string, Digest> = {};
  for (const { digest: child, platform, annotations } of index.data.manifests) {
    if (!platform || platform.os === 'unknown' || platform.architecture === 'unknown') continue;
    if (annotations?.['vnd.docker.reference.type'] !== undefined) continue;
    platforms[nameOf(platform, platforms)] ??= child;
  }
  return platforms;
}

interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
  readonly 'os.version'?: string | undefined;
}

/** Windows images of one architecture differ by the version of Windows only. */
function nameOf(platform: Platform, taken: Readonly<Record<string, Digest>>): string {
  const base = `${platform.os}/${platform.architecture}`;
  const name = platform.variant === undefined ? base : `${base}/${platform.variant}`;
  const version = platform['os.version'];
  return name in taken && version !== undefined ? `${base}/${version}` : name;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
