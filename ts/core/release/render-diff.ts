import { columns, oneLine } from './columns.ts';
import { diffReleases, type DiffRow } from './diff.ts';
import { shortDigest } from './render-release.ts';
import { releaseId } from './release-id.ts';
import type { Release } from './release.ts';
import { shortId } from './short-id.ts';

/** What changes from one release to another, a line a service. */
export function renderDiff(from: Release, to: Release): string {
  const rows = diffReleases(from, to);
  return [
    `Release ${shortId(releaseId(from))} → ${shortId(releaseId(to))}: ${countedChanges(rows)}`,
    '',
    ...columns(rows.map((row) => [`  ${diffWords[row.change]}`, row.service, builds(row), about(row)])),
  ].join('\n');
}

export const diffWords = {
  added: 'added',
  removed: 'removed',
  forward: 'forward',
  back: 'back',
  same: 'same',
  otherImage: 'moved',
  sameBuildOtherDigest: 'ALARM',
} as const satisfies Readonly<Record<DiffRow['change'], string>>;

/** `2 forward, 1 same`, in the order of the words. */
export function countedChanges(
  rows: readonly { readonly change: string }[],
  words: Readonly<Record<string, string>> = diffWords,
): string {
  const counted = Object.entries(words)
    .map(([change, word]) => ({ word, count: rows.filter((row) => row.change === change).length }))
    .filter(({ count }) => count > 0);
  if (counted.every(({ word }) => word === 'same')) return 'nothing changes';
  return counted.map(({ word, count }) => `${count} ${word}`).join(', ');
}

function builds({ from, to }: DiffRow): string {
  if (from === null) return `${to.build}`;
  return to === null || to.build === from.build ? `${from.build}` : `${from.build} → ${to.build}`;
}

function about(row: DiffRow): string {
  switch (row.change) {
    case 'sameBuildOtherDigest':
      return `one build, two images: ${shortDigest(row.from.digest)} → ${shortDigest(row.to.digest)}`;
    case 'otherImage':
      return `${row.from.image} → ${row.to.image}`;
    case 'removed':
      return oneLine(row.from.subject, 60);
    default:
      return oneLine(row.to.subject, 60);
  }
}
