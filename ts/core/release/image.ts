import type { Digest } from './release.ts';

/** What a tag names in a registry. */
export interface ImageIdentity {
  readonly digest: Digest;
  /** For an image index, each platform's image digest by `os/arch[/variant]`; attestations left out. */
  readonly platforms?: Readonly<Record<string, Digest>>;
}
