import { releaseErrors } from '../core/errors/catalogue/release.ts';
import { ProblemError, throwIfAny, type Problem } from '../core/errors/problem.ts';
import type { ReleaseDocument } from '../core/release/lineage.ts';
import { parseRelease } from '../core/release/parse.ts';
import type { Files } from '../ports/files.ts';

/** A release of a thousand services has half of it. */
export const releaseLimitBytes = 1_000_000;

/**
 * Reads release files, e.g. archived ones. A file called `<id>.json` claims that id.
 *
 * @param paths newest first
 * @throws ProblemError with the problems of all files
 */
export async function readReleases(
  paths: readonly string[],
  files: Files,
): Promise<readonly ReleaseDocument[]> {
  const problems: Problem[] = [];
  const documents: ReleaseDocument[] = [];
  for (const path of paths) {
    try {
      const release = parseRelease(await files.readText(path, releaseLimitBytes), path);
      documents.push({ source: path, claimedId: claimedId(path), release });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwIfAny(problems);
  return documents;
}

/** Archived releases of a folder, from the paths of all its files: newest first, as far as the build numbers in them tell. */
export function releasePaths(paths: readonly string[], folder: string): readonly string[] {
  const found = paths
    .filter((path) => /(?:^|\/)(?:release|[0-9a-f]{64})\.json$/.test(path))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  if (found.length === 0) throw releaseErrors.nothingToCheck.error({ where: folder });
  return found;
}

function claimedId(path: string): string | null {
  return /(?:^|\/)([0-9a-f]{64})\.json$/.exec(path)?.[1] ?? null;
}
