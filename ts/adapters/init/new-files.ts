import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { filesErrors } from '../../core/errors/catalogue/files.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import type { NewFiles } from '../../ports/new-files.ts';
import { reasonOf } from '../files/reason.ts';
import { WorkspaceFiles } from '../files/workspace-files.ts';

/** Far above what anybody writes by hand. */
const limitBytes = 4 * 1024 * 1024;

/**
 * Files are written beside their places first, and come to stand there by a link, which, other than a rename, fails where something is
 * already. What was made until one failed is taken away again, with the folders that were made for it.
 */
export function newFilesIn(folder: string): NewFiles {
  const existing = new WorkspaceFiles(folder);
  return {
    textOf: async (path) => {
      try {
        return await existing.readText(path, limitBytes);
      } catch (error) {
        if (error instanceof ProblemError && error.problems[0].code === 'file-missing') return undefined;
        throw error;
      }
    },
    make: async (files) => {
      const undo: (() => Promise<unknown>)[] = [];
      try {
        const written: { readonly path: string; readonly temporary: string; readonly target: string }[] = [];
        for (const { path, text } of files) {
          const target = resolve(folder, path);
          const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
          await explained(path, async () => {
            await makeFolder(dirname(target), undo);
            undo.push(() => rm(temporary, { force: true }));
            await writeFile(temporary, text, { flag: 'wx', flush: true });
          });
          written.push({ path, temporary, target });
        }
        for (const { path, temporary, target } of written) {
          await explained(path, () => link(temporary, target));
          undo.push(() => rm(target, { force: true }));
        }
        await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
      } catch (error) {
        for (const step of undo.toReversed()) await step().catch(() => undefined);
        throw error;
      }
    },
  };
}

/** With those above it, each of which goes again when it is empty. */
async function makeFolder(folder: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    undo.unshift(() => rmdir(made));
    if (made === first) return;
  }
}

async function explained(path: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    throw filesErrors.unwritable.error({ file: path, reason: reasonOf(cause) }, { cause });
  }
}
