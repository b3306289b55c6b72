import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { filesErrors } from '../../core/errors/catalogue/files.ts';
import { reasonOf } from '../reason.ts';

/**
 * Makes sure, before anything is deployed, that the record can be written where it is wanted; makes nothing yet.
 * Errors: `file-unwritable`.
 */
export async function requireOutFolder(out: string | undefined, cwd: string): Promise<void> {
  if (out === undefined) return;
  try {
    await requireWritable(resolve(cwd, out));
  } catch (cause) {
    throw filesErrors.unwritable.error({ file: out, reason: reasonOf(cause) }, { cause });
  }
}

/** The folder itself, or the nearest one above it that is there. */
async function requireWritable(folder: string): Promise<void> {
  const found = await stat(folder).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw cause;
    return undefined;
  });
  if (!found) return requireWritable(dirname(folder));
  if (!found.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
  await access(folder, constants.W_OK);
}
