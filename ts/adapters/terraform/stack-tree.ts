import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folders } from '../../core/terraform/request.ts';
import type { SourceFile } from '../../core/terraform/source.ts';
import type { StackTree } from '../../ports/terraform.ts';
import { WorkspaceFiles } from '../files/workspace-files.ts';

const sourceLimitBytes = 4_000_000;
const lockFile = '.terraform.lock.hcl';

/** A tree of stacks in a folder. */
export class FolderTree implements StackTree {
  readonly root: string;
  readonly #folder: string;
  readonly #files: WorkspaceFiles;

  /**
   * @param folder absolute
   * @param named as the person named it
   */
  constructor(folder: string, named: string) {
    this.root = named;
    this.#folder = folder;
    this.#files = new WorkspaceFiles(folder);
  }

  async folders(): Promise<Folders> {
    const config = await this.#within('config', 'folders');
    const inner = config.map(
      async (name) => [name, await this.#within(join('config', name), 'folders')] as const,
    );
    return {
      src: await this.#within('src', 'folders'),
      config: Object.fromEntries(await Promise.all(inner)),
    };
  }

  async hasFolder(path: string): Promise<boolean> {
    const found = await stat(join(this.#folder, path)).catch(() => undefined);
    return found?.isDirectory() ?? false;
  }

  async sources(folder: string): Promise<readonly SourceFile[]> {
    // Terraform passes over hidden files: editors' locks, and what macOS keeps beside a file.
    const names = (await this.#within(folder, 'files')).filter((name) =>
      /^[^.].*\.(?:tf|tfvars)(?:\.json)?$/.test(name),
    );
    return Promise.all(
      names.map(async (name) => {
        const path = `${folder}/${name}`;
        return { path, text: await this.#files.readText(path, sourceLimitBytes) };
      }),
    );
  }

  async providerLock(source: string): Promise<string> {
    const path = join(source, lockFile);
    if (!(await this.#within(source, 'files')).includes(lockFile)) return '';
    return this.#files.readText(path, sourceLimitBytes);
  }

  keepProviderLock(source: string, text: string): Promise<void> {
    return this.#files.replaceText(join(source, lockFile), text);
  }

  /** Names, sorted; links are followed. */
  async #within(folder: string, wanted: 'files' | 'folders'): Promise<readonly string[]> {
    const names = await readdir(join(this.#folder, folder)).catch(() => []);
    const kept = await Promise.all(
      names.map(async (name) =>
        (await this.hasFolder(join(folder, name))) === (wanted === 'folders') ? [name] : [],
      ),
    );
    return kept.flat().sort();
  }
}
