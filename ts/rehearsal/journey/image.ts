import { createHash } from 'node:crypto';
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { region } from './acme.ts';

/**
 * What `docker build` and `docker push` leave in the registry: manifests and an index for two platforms, whose bytes follow from
 * service and commit. Layers are named and not uploaded; nothing here pulls them.
 */
export async function pushImage(
  endpoint: string,
  service: string,
  tag: string,
  commit: string,
): Promise<void> {
  const credentials = { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'rehearsal' };
  const ecr = new ECRClient({ endpoint, region, credentials });
  const manifests: IndexEntry[] = [];
  for (const architecture of ['amd64', 'arm64']) {
    const text = JSON.stringify(imageManifest(service, commit, architecture));
    await ecr.send(
      new PutImageCommand({
        repositoryName: service,
        imageManifest: text,
        imageManifestMediaType: manifestType,
        imageDigest: digestOf(text),
      }),
    );
    manifests.push({
      mediaType: manifestType,
      digest: digestOf(text),
      size: text.length,
      platform: { os: 'linux', architecture },
    });
  }
  const index = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests });
  await ecr.send(
    new PutImageCommand({
      repositoryName: service,
      imageManifest: index,
      imageManifestMediaType: indexType,
      imageTag: tag,
    }),
  );
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

interface IndexEntry {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform: { readonly os: string; readonly architecture: string };
}

function imageManifest(service: string, commit: string, architecture: string) {
  const blob = (mediaType: string, what: string) => ({
    mediaType: `application/vnd.oci.image.${mediaType}`,
    digest: digestOf(`${service} ${commit} ${architecture} ${what}`),
    size: 1024,
  });
  return {
    schemaVersion: 2,
    mediaType: manifestType,
    config: blob('config.v1+json', 'config'),
    layers: [blob('layer.v1.tar+gzip', 'layer')],
  };
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
