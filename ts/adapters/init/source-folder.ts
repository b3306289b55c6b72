import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { filesErrors } from '../../core/errors/catalogue/files.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import type { SourceFile } from '../../core/terraform/source.ts';
import type { SourceFolder } from '../../ports/source-folder.ts';
import { reasonOf } from '../files/reason.ts';
import { WorkspaceFiles } from '../files/workspace-files.ts';
import { FolderTree } from '../terraform/stack-tree.ts';

/** No Jenkinsfile is longer; and so deep, and so many folders, are looked through. */
const limitBytes = 1024 * 1024;
const deepest = 8;
const mostFolders = 5_000;
const treesAtDepth = 3;

const ofTools = /^(?:\.git|node_modules|\.terraform|target|dist)$/;
const jenkinsfile = /^Jenkinsfile(?:\.[\w-]+)?$|\.[Jj]enkinsfile$/;

/** @param named below `cwd`, or absolute */
export function sourceFolder(named: string, cwd: string): SourceFolder {
  return {
    named,
    read: async () => {
      const walked = await walk(resolve(cwd, named), named);
      const paths = walked.flatMap(({ path, names }) =>
        names.filter((name) => jenkinsfile.test(name)).map((name) => join(path, name)),
      );
      const { files, unread } = await textsOf(paths.toSorted(), cwd);
      const trees = walked.filter(
        ({ depth, folders }) =>
          depth <= treesAtDepth && ['src', 'config'].every((one) => folders.includes(one)),
      );
      return {
        jenkinsfiles: files,
        trees: trees.map(({ path }) => new FolderTree(resolve(cwd, path), path)),
        passedOver: [
          ...unread,
          ...(walked.length < mostFolders
            ? []
            : [`${named} has more than ${mostFolders} folders: the others were not looked through.`]),
        ],
      };
    },
  };
}

/** One that is too long or is no text keeps nobody from reading the others. */
async function textsOf(paths: readonly string[], cwd: string) {
  const workspace = new WorkspaceFiles(cwd);
  const files: SourceFile[] = [];
  const unread: string[] = [];
  for (const path of paths) {
    try {
      files.push({ path, text: await workspace.readText(path, limitBytes) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      unread.push(error.problems[0].what);
    }
  }
  return { files, unread };
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
      .filter((entry) => entry.isDirectory() && !ofTools.test(entry.name))
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
