import { chmod, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files that a generator makes, by path from the root; what makes them writes nothing, so that they can be compared as well. */
export type Files = ReadonlyMap<string, GeneratedFile>;

export interface GeneratedFile {
  readonly bytes: Buffer;
  readonly executable?: boolean;
}

export function textFile(text: string): GeneratedFile {
  return { bytes: Buffer.from(text) };
}

/** Writes the files, and removes what else is in `folders`, which belong to the generator alone. */
export async function writeFiles(root: string, files: Files, folders: readonly string[] = []): Promise<void> {
  for (const path of await strays(root, files, folders)) await rm(join(root, path));
  for (const [path, { bytes, executable }] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
    await chmod(join(root, path), executable ? 0o755 : 0o644);
  }
}

/** What differs from the files that are there, a line each; nothing when all is fresh. */
export async function differences(
  root: string,
  files: Files,
  folders: readonly string[] = [],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [path, { bytes, executable }] of files) {
    const there = await readFile(join(root, path)).catch(() => undefined);
    if (there === undefined) found.push(`${path} is missing`);
    else if (!there.equals(bytes)) found.push(`${path} is not what its source gives`);
    else if (executable && ((await stat(join(root, path))).mode & 0o111) === 0) {
      found.push(`${path} is not executable`);
    }
  }
  const extra = await strays(root, files, folders);
  return [...found, ...extra.map((path) => `${path} is made by nothing`)];
}

async function strays(root: string, files: Files, folders: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name).slice(root.length + 1);
      if (!entry.isDirectory() && !files.has(path)) found.push(path);
    }
  }
  return found.sort();
}
