import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { filesErrors } from '../../core/errors/catalogue/files.ts';
import type { Files } from '../../ports/files.ts';
import { reasonOf } from './reason.ts';

/** Files below a working folder; absolute paths are taken as they are. */
export class WorkspaceFiles implements Files {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async readText(path: string, limitBytes: number): Promise<string> {
    const bytes = await this.#bytesOf(path, limitBytes);
    if (bytes.length > limitBytes) throw filesErrors.tooLarge.error({ file: path, limit: limitBytes });
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (cause) {
      throw filesErrors.notUtf8.error({ file: path }, { cause });
    }
  }

  async replaceText(path: string, text: string): Promise<void> {
    const target = resolve(this.#folder, path);
    const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
    try {
      await mkdir(dirname(target), { recursive: true });
      await using(open(temporary, 'wx'), async (file) => {
        await file.writeFile(text);
        await file.sync();
      });
      await rename(temporary, target);
    } catch (cause) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw filesErrors.unwritable.error({ file: path, reason: reasonOf(cause) }, { cause });
    }
  }

  /** At most one byte more than the limit, whatever the file is (a device has no size to ask for). */
  async #bytesOf(path: string, limitBytes: number): Promise<Buffer> {
    try {
      return await using(open(resolve(this.#folder, path)), (file) => readAtMost(file, limitBytes + 1));
    } catch (cause) {
      if (isMissing(cause)) throw filesErrors.missing.error({ file: path }, { cause });
      throw filesErrors.unreadable.error({ file: path, reason: reasonOf(cause) }, { cause });
    }
  }
}

async function readAtMost(file: FileHandle, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < most) {
    const chunk = Buffer.alloc(Math.min(65_536, most - length));
    const { bytesRead } = await file.read(chunk, 0, chunk.length);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(chunks);
}

async function using<T>(opened: Promise<FileHandle>, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await opened;
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
