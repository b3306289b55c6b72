import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { findRelease } from '../../app/find-release.ts';
import { parseRelease } from '../../core/release/parse.ts';
import type { Release } from '../../core/release/release.ts';
import type { Ledger } from '../../ports/ledger.ts';

/** Far above a release of a thousand services. */
const releaseLimitBytes = 16 * 1024 * 1024;

/** The release a person named by file or by id. A file wins: ids have no dots or slashes, and release.json has. */
export async function releaseNamed(reference: string, ledger: Ledger, cwd: string): Promise<Release> {
  if (!existsSync(resolve(cwd, reference))) return findRelease(reference, ledger);
  return parseRelease(await new WorkspaceFiles(cwd).readText(reference, releaseLimitBytes), reference);
}
