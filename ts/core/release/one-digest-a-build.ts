import { releaseErrors } from '../errors/catalogue/release.ts';
import type { Problem } from '../errors/problem.ts';
import type { ReleaseDocument } from './lineage.ts';

/** A build number that stands for two images: somebody pushed over a tag, or a document was changed. */
export function buildsWithTwoDigests(documents: readonly ReleaseDocument[]): readonly Problem[] {
  const found = new Map<string, Found>();
  for (const { source, release } of documents) {
    for (const [service, { build, image, digest }] of Object.entries(release.services)) {
      const key = JSON.stringify([service, image, build]);
      const entry = found.get(key) ?? { service, build, sources: new Map<string, string>() };
      if (!entry.sources.has(digest)) entry.sources.set(digest, source);
      found.set(key, entry);
    }
  }
  return [...found.values()]
    .filter(({ sources }) => sources.size > 1)
    .map(({ service, build, sources }) =>
      releaseErrors.sameBuildOtherDigest.problem({
        service,
        build,
        digests: [...sources].map(([digest, source]) => ({ digest, source })),
      }),
    );
}

interface Found {
  readonly service: string;
  readonly build: number;
  /** Where each digest was seen first. */
  readonly sources: Map<string, string>;
}
