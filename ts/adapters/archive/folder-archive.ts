import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { filesErrors } from '../../core/errors/catalogue/files.ts';
import type { Archive } from '../../ports/archive.ts';
import { reasonOf } from '../files/reason.ts';

/** Nobody's evidence is larger; it keeps a wrong path from filling the memory. */
const limitBytes = 64 * 1024 * 1024;

/** Copies of archives, a folder a build: `<job>/<number>/…`, and beside them `fingerprints` as Jenkins has it. */
export function copiedArchive(folder: string): Archive {
  return folderArchive(folder, (job) => join(folder, ...job.split('/').map(safe)), '');
}

/** A job's name comes from the ledger, and leads nowhere else. */
function safe(part: string): string {
  return part === '..' || part === '.' ? '_' : part;
}

/**
 * @param folder where `fingerprints` is
 * @param buildsOf the folder with a job's builds; undefined where the job is unknown
 * @param below the folder of a build that holds its archive
 */
export function folderArchive(
  folder: string,
  buildsOf: (job: string) => string | undefined,
  below: string,
): Archive {
  const rootOf = ({ job, number }: { readonly job: string; readonly number: number }): string | undefined => {
    const builds = buildsOf(job);
    return builds === undefined ? undefined : join(builds, String(number), below);
  };
  return {
    address: folder,
    builds: async (job) => {
      const builds = buildsOf(job);
      const names = builds === undefined ? [] : ((await unlessMissing(readdir(builds))) ?? []);
      return names
        .filter((name) => /^[1-9]\d*$/.test(name))
        .map(Number)
        .sort((a, b) => a - b);
    },
    paths: async (build) => {
      const root = rootOf(build);
      return root === undefined ? [] : filesBelow(root);
    },
    read: (build, path) => readWhole(join(rootOf(build) ?? '', path)),
    fingerprint: (path) => unlessMissing(readFile(join(folder, 'fingerprints', path), 'utf8')),
  };
}

/** Symbolic links are not followed: who archives one decides where it leads. */
async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await unlessMissing(readdir(root, { recursive: true, withFileTypes: true }));
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > limitBytes) throw filesErrors.tooLarge.error({ file, limit: limitBytes });
    return await readFile(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw filesErrors.unreadable.error({ file, reason: reasonOf(cause) }, { cause });
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (cause) {
    const { code, path = '' } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw filesErrors.unreadable.error({ file: path, reason: reasonOf(cause) }, { cause });
  }
}
