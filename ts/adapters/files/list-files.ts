import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { filesErrors } from '../../core/errors/catalogue/files.ts';
import { reasonOf } from './reason.ts';

/**
 * Every file below a folder, at any depth, sorted, with the folder's name as it was given before it. Symbolic links are not followed:
 * Jenkins keeps some that lead to builds which are listed anyway.
 *
 * @param folder below `cwd`, or absolute
 * @throws ProblemError `file-unreadable`
 */
export async function listFiles(folder: string, cwd: string): Promise<readonly string[]> {
  const root = resolve(cwd, folder);
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, relative(root, join(entry.parentPath, entry.name))))
      .toSorted();
  } catch (cause) {
    throw filesErrors.unreadable.error({ file: folder, reason: reasonOf(cause) }, { cause });
  }
}
