import type { ImageIdentity } from '../core/release/image.ts';
import type { Digest } from '../core/release/release.ts';

export type { ImageIdentity };

/** Container images by name, in whatever account and region the repository's address says. */
export interface Registry {
  /** What `repository:tag` names now; undefined when the repository has no such tag. */
  resolve(repository: string, tag: string): Promise<ImageIdentity | undefined>;
  /** Whether the repository holds an image or index with that digest. */
  has(repository: string, digest: Digest): Promise<boolean>;
  /** All tags of the image; undefined when the repository has no image with that digest. */
  tagsOf(repository: string, digest: Digest): Promise<readonly string[] | undefined>;
  /** Gives the image one more tag; done already is done. */
  addTag(repository: string, digest: Digest, tag: string): Promise<void>;
}
