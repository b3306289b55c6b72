/** What ECR holds for one account in one region. */
export interface EcrState {
  readonly repositories: Map<string, Repository>;
}

export interface Repository {
  readonly name: string;
  readonly arn: string;
  readonly uri: string;
  readonly registryId: string;
  readonly createdAt: number;
  mutability: 'MUTABLE' | 'IMMUTABLE' | 'MUTABLE_WITH_EXCLUSION' | 'IMMUTABLE_WITH_EXCLUSION';
  /** Patterns with `*` of tags to which the opposite applies. */
  exclusions: readonly string[];
  /** By digest. */
  readonly images: Map<string, Image>;
  /** Layers and configurations that were uploaded, by digest. */
  readonly layers: Map<string, Uint8Array>;
}

export interface Image {
  readonly digest: string;
  readonly manifest: string;
  readonly mediaType: string;
  readonly artifactMediaType: string | undefined;
  readonly sizeInBytes: number;
  readonly pushedAt: number;
  /** A tag stands at one image of the repository. */
  readonly tags: Set<string>;
}

export function emptyEcr(): EcrState {
  return { repositories: new Map() };
}

export function imageByTag(repository: Repository, tag: string): Image | undefined {
  return [...repository.images.values()].find((image) => image.tags.has(tag));
}
