import { closeSync, openSync, readSync, watch, type FSWatcher } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

/** Tells the lines of a file while another process writes it. The system tells of changes, so no timer is needed. */
export class Tail {
  readonly #path: string;
  readonly #listen: ((line: string) => void) | undefined;
  readonly #decoder = new StringDecoder('utf8');
  #watcher: FSWatcher | undefined;
  #read = 0;
  #rest = '';

  constructor(path: string, listen: ((line: string) => void) | undefined) {
    this.#path = path;
    this.#listen = listen;
  }

  /** Where changes cannot be watched (too many watchers, some network file systems) the lines come at the end. */
  start(): void {
    if (!this.#listen) return;
    try {
      this.#watcher = watch(this.#path, () => {
        this.#readOn();
      });
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      this.#watcher = undefined;
    }
  }

  /** The last lines, and everything that was written. */
  async finish(): Promise<string> {
    this.#watcher?.close();
    if (this.#listen) {
      this.#readOn();
      if (this.#rest !== '') this.#listen(this.#rest);
    }
    return readFile(this.#path, 'utf8');
  }

  async remove(): Promise<void> {
    this.#watcher?.close();
    await rm(this.#path, { force: true });
  }

  #readOn(): void {
    const file = openSync(this.#path, 'r');
    try {
      const chunk = Buffer.alloc(65_536);
      for (let bytes = 1; bytes > 0; this.#read += bytes) {
        bytes = readSync(file, chunk, 0, chunk.length, this.#read);
        this.#tell(this.#decoder.write(chunk.subarray(0, bytes)));
      }
    } finally {
      closeSync(file);
    }
  }

  #tell(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#listen?.(line);
  }
}
