import { columns, oneLine } from './columns.ts';
import { releaseId } from './release-id.ts';
import type { Release } from './release.ts';
import { shortId } from './short-id.ts';

/** A release as people read it. */
export function renderRelease(release: Release): string {
  const { parent, derived, services } = release;
  const table = Object.entries(services)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, { build, commit, subject, digest }]) => [
      service,
      `${build}`,
      commit?.slice(0, 7) ?? '-',
      oneLine(subject, 60),
      shortDigest(digest),
    ]);
  return [
    `Release  ${releaseId(release)}`,
    `Parent   ${parent ?? 'none: the first of its line'}`,
    ...(derived
      ? [
          `Derived  ${derived.changed.join(', ')}${derived.reason === null ? '' : `: ${oneLine(derived.reason, 80)}`}`,
        ]
      : []),
    '',
    ...columns([['SERVICE', 'BUILD', 'COMMIT', 'SUBJECT', 'DIGEST'], ...table]),
  ].join('\n');
}

/** The first twelve digits, as container tools shorten digests. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

/** `release 4f2c1a9`: how a release is called in a sentence. */
export function releaseName(release: Release): string {
  return shortId(releaseId(release));
}
