import { randomUUID } from 'node:crypto';
import { readFile, type Dirent } from 'node:fs';
import { link, mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { claimedLedger, type Shelf } from './claimed.ts';

/**
 * A ledger in a directory. Only one writer can make a hard link to its complete, synced file under a name; a writer that is killed
 * before that leaves a `.new-…` behind, at which nobody looks.
 */
export function directoryLedger(directory: string, clock: Clock): Ledger {
  return claimedLedger(directoryShelf(directory), clock);
}

function directoryShelf(directory: string): Shelf {
  const guarded = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw unusable(directory, error);
    });
  return {
    address: directory,
    folders: () => guarded(namesIn(directory, (entry) => entry.isDirectory() || entry.isSymbolicLink())),
    files: (folder) => guarded(namesIn(join(directory, folder), (entry) => !entry.isDirectory())),
    read: (path) => guarded(readIfThere(join(directory, path))),
    put: (path, bytes) => guarded(put(join(directory, path), bytes)),
  };
}

async function put(path: string, bytes: Buffer): Promise<boolean> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.new-${randomUUID()}`);
  try {
    await writeDurably(draft, bytes);
    if (!(await linkIfFree(draft, path))) return false;
    await syncFolder(folder);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder survive a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function namesIn(path: string, wanted: (entry: Dirent) => boolean): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter(wanted).map(({ name }) => name);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Not that of `fs/promises`, which makes a handle of each file and takes twice the time for thousands of them. */
const textOf = promisify(readFile);

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await textOf(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error && 'code' in error ? String(error.code) : undefined;
}

function unusable(directory: string, error: unknown): unknown {
  if (codeOf(error) === undefined) return error;
  return ledgerErrors.directoryUnusable.error(
    { directory, reason: (error as Error).message },
    { cause: error },
  );
}
