import { sha256Hex } from './canonical.ts';
import type { Digest, Release, ReleaseId, ServiceBuild } from './release.ts';

/** Releases for tests and for the examples in the documentation; everything in them follows from the build number. */
export function aRelease(
  services: Readonly<Record<string, ServiceBuild>>,
  parent: ReleaseId | null = null,
): Release {
  return { version: 1, parent, services };
}

/** A build of `service1`, unless `differing` says otherwise. */
export function build(
  number: number,
  differing: Partial<ServiceBuild> & { service?: string } = {},
): ServiceBuild {
  const { service = 'service1', ...rest } = differing;
  const digest: Digest = `sha256:${sha256Hex(`image ${service} ${number}`)}`;
  return {
    build: number,
    commit: sha256Hex(`commit ${service} ${number}`).slice(0, 40),
    subject: `Change ${number} of ${service}`,
    image: `123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/${service}`,
    tag: String(number),
    digest,
    ...rest,
  };
}
