import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rm, statfs } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { linesOf } from '../../core/doctor/installation.ts';
import type { Space } from '../../core/doctor/machine.ts';
import type { Machine } from '../../ports/doctor.ts';
import { reasonOf } from '../files/reason.ts';

export interface MachinePlaces {
  /** The tree that the running program lies in. */
  readonly root: string;
  readonly version: string;
  /** Where images have the program, and where the library copies its own to. */
  readonly image: string;
  readonly cache: string;
  /** Folders to write to, and what they are. */
  readonly writes: readonly (readonly [folder: string, what: string])[];
}

export function machineAt({ root, version, image, cache, writes }: MachinePlaces): Machine {
  return {
    installation: async () => {
      const sums = await textOf(join(root, 'SHA256SUMS'));
      if (sums === undefined) return { root, version, sums, files: new Map(), unnamed: [] };
      const named = linesOf(sums).map(({ path }) => path);
      const files = await Promise.all(
        named.map(async (path) => [path, await bytesOf(join(root, path))] as const),
      );
      const unnamed = (await filesIn(root)).filter((path) => path !== 'SHA256SUMS' && !named.includes(path));
      return { root, version, sums, files: new Map(files), unnamed };
    },
    imageVersion: async () => (await textOf(join(image, 'VERSION')))?.trim(),
    copiedVersions: async () => {
      const names = await readdir(cache).catch(() => []);
      const versions = await Promise.all(
        names.map(async (name) => (await textOf(join(cache, name, 'VERSION')))?.trim() ?? []),
      );
      return versions.flat();
    },
    spaces: () => Promise.all(writes.map(([folder, what]) => spaceIn(folder, what))),
  };
}

async function spaceIn(folder: string, what: string): Promise<Space> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  return { folder, what, freeBytes: bavail * bsize, unwritable: await tried(folder) };
}

/** Access bits say nothing of a file system that is read-only, of a quota or of a full disk: a file does. */
async function tried(folder: string): Promise<string | null> {
  const path = join(folder, `.ecs-promote-doctor-${randomUUID()}`);
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile('ecs-promote doctor\n');
    } finally {
      await file.close();
    }
    return null;
  } catch (error) {
    return reasonOf(error);
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

async function filesIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function bytesOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}

async function textOf(path: string): Promise<string | undefined> {
  return (await bytesOf(path))?.toString('utf8');
}
