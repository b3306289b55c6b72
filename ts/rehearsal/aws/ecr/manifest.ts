import { createHash } from 'node:crypto';
import { invalidParameter } from './errors.ts';

/** What ECR learns from a manifest. */
export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly artifactMediaType: string | undefined;
  /** Of an index: the images it lists. */
  readonly children: readonly string[];
  readonly sizeInBytes: number;
}

const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const imageTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Reads a manifest; its digest is the SHA-256 of its bytes as they came, which is why they are never written anew. */
export function readManifest(text: string, statedType: string | undefined): Manifest {
  const manifest = parsed(text);
  const mediaType = statedType ?? manifest.mediaType;
  if (mediaType === undefined || ![...indexTypes, ...imageTypes].includes(mediaType)) {
    throw invalidParameter(`'imageManifest' failed to satisfy constraint: 'Invalid JSON syntax'`);
  }
  const parts = [manifest.config, ...(manifest.layers ?? [])].map((part) => part?.size ?? 0);
  return {
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    mediaType,
    artifactMediaType: manifest.config?.mediaType,
    children: indexTypes.includes(mediaType) ? (manifest.manifests ?? []).map(({ digest }) => digest) : [],
    sizeInBytes: parts.reduce((sum, size) => sum + size, Buffer.byteLength(text)),
  };
}

interface ManifestText {
  readonly mediaType?: string;
  readonly config?: { readonly mediaType?: string; readonly size?: number };
  readonly layers?: readonly { readonly size?: number }[];
  readonly manifests?: readonly { readonly digest: string }[];
}

function parsed(text: string): ManifestText {
  try {
    return JSON.parse(text) as ManifestText;
  } catch {
    throw invalidParameter(`'imageManifest' failed to satisfy constraint: 'Invalid JSON syntax'`);
  }
}
