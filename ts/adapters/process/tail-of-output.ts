import type { ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';

const mostLines = 20;
const longestLine = 2_000;

/** The last lines that a process writes, as it writes them; a program that fills its output fills no memory of ours. */
export class TailOfOutput {
  readonly #lines: string[] = [];
  readonly #rests: (() => string)[] = [];

  constructor({ stdout, stderr }: ChildProcess) {
    for (const stream of [stdout, stderr]) {
      const decoder = new StringDecoder('utf8');
      let rest = '';
      stream?.on('data', (chunk: Buffer) => {
        const lines = (rest + decoder.write(chunk)).split(/\r?\n/);
        rest = (lines.pop() ?? '').slice(0, longestLine);
        for (const line of lines) this.#add(line);
      });
      this.#rests.push(() => rest);
    }
  }

  /** Empty ones at the end left out. */
  lines(): readonly string[] {
    const unended = this.#rests.map((rest) => rest()).filter((line) => line !== '');
    const lines = [...this.#lines, ...unended];
    while (lines.at(-1)?.trim() === '') lines.pop();
    return lines.slice(-mostLines);
  }

  #add(line: string): void {
    this.#lines.push(line.slice(0, longestLine));
    if (this.#lines.length > 2 * mostLines) this.#lines.splice(0, mostLines);
  }
}
