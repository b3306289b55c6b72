import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { filesErrors } from '../../core/errors/catalogue/files.ts';
import type { SourceFolder } from '../../ports/source-folder.ts';
import { reasonOf } from '../files/reason.ts';
import { WorkspaceFiles } from '../files/workspace-files.ts';
import { FolderTree } from '../terraform/stack-tree.ts';

/** No Jenkinsfile is longer; and so deep, and so many folders, are looked through. */
const limitBytes = 1024 * 1024;
const deepest = 8;
const mostFolders = 5_000;
const treesAtDepth = 3;

const passedOver = /^(?:\.git|node_modules|\.terraform|target|dist)$/;
const jenkinsfile = /^Jenkinsfile(?:\.[\w-]+)?$|\.[Jj]enkinsfile$/;

/** @param named below `cwd`, or absolute */
export function sourceFolder(named: string, cwd: string): SourceFolder {
  const root = resolve(cwd, named);
  const files = new WorkspaceFiles(cwd);
  return {
    named,
    jenkinsfiles: async () => {
      const found = (await walk(root, named)).flatMap(({ path, names }) =>
        names.filter((name) => jenkinsfile.test(name)).map((name) => join(path, name)),
      );
      return Promise.all(
        found.toSorted().map(async (path) => ({ path, text: await files.readText(path, limitBytes) })),
      );
    },
    trees: async () =>
      (await walk(root, named))
        .filter(
          ({ depth, folders }) =>
            depth <= treesAtDepth && ['src', 'config'].every((one) => folders.includes(one)),
        )
        .map(({ path }) => new FolderTree(resolve(cwd, path), path)),
  };
}

interface Walked {
  readonly path: string;
  readonly depth: number;
  readonly names: readonly string[];
  readonly folders: readonly string[];
}

/** Links are not followed, so that nothing outside is read and no circle is walked. */
async function walk(root: string, named: string): Promise<readonly Walked[]> {
  const found: Walked[] = [];
  for (const waiting = [{ folder: root, path: named, depth: 0 }]; waiting.length > 0;) {
    const [here] = waiting.splice(0, 1);
    if (!here || found.length >= mostFolders) break;
    const entries = await readdir(here.folder, { withFileTypes: true }).catch((cause: unknown) => {
      throw filesErrors.unreadable.error({ file: here.path, reason: reasonOf(cause) }, { cause });
    });
    const folders = entries
      .filter((entry) => entry.isDirectory() && !passedOver.test(entry.name))
      .map(({ name }) => name)
      .toSorted();
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    found.push({ path: here.path, depth: here.depth, names, folders });
    if (here.depth < deepest)
      waiting.push(
        ...folders.map((name) => ({
          folder: join(here.folder, name),
          path: join(here.path, name),
          depth: here.depth + 1,
        })),
      );
  }
  return found;
}
