/**
 * A release: the set of service builds that moves together. Its document is canonical JSON (RFC 8785) without time stamps, and the
 * SHA-256 of those very bytes is its id, so `sha256sum release.json` tells which release a file is.
 */

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = `sha256:${string}`;

/** 64 lower-case hexadecimal digits: the SHA-256 of the release's canonical JSON. */
export type ReleaseId = string;

/** One build of one service, as its service env artifact recorded it. */
export interface ServiceBuild {
  /** The Jenkins build number; also the image's tag unless `tag` says otherwise. */
  readonly build: number;
  /** The commit's full id; null where a samples-style artifact did not record it. */
  readonly commit: string | null;
  /** The display name: the commit's subject. */
  readonly subject: string;
  /** Repository without tag or digest, e.g. `123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1`. */
  readonly image: string;
  readonly tag: string;
  /** Digest of what the tag named when it was built: an image index for a multi-platform image. */
  readonly digest: Digest;
  /** For an image index, the digest of each platform's image, by `os/arch` or `os/arch/variant`. */
  readonly platforms?: Readonly<Record<string, Digest>>;
}

export interface Release {
  readonly version: 1;
  /** The release this one follows or, when derived, was made from. */
  readonly parent: ReleaseId | null;
  /** By service name. */
  readonly services: Readonly<Record<string, ServiceBuild>>;
  /** Present when the release was made from its parent by overrides or by `only`. */
  readonly derived?: {
    /** Names of the services whose build is not the parent's, sorted. */
    readonly changed: readonly string[];
    readonly reason: string | null;
  };
}
