import type { Place } from '../errors/problem.ts';

/** A position in a text, with the line and column a person's editor would show. */
export class Cursor {
  readonly text: string;
  readonly #file: string | undefined;
  at = 0;

  constructor(text: string, file: string | undefined) {
    this.text = text;
    this.#file = file;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The code unit `ahead` of here; empty at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.at + ahead);
  }

  startsWith(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  /** Takes what a sticky expression matches here. */
  take(form: RegExp): string | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  get atLineEnd(): boolean {
    return this.atEnd || this.peek() === '\n' || this.startsWith('\r\n');
  }

  skipBlanks(): void {
    while (this.peek() === ' ' || this.peek() === '\t') this.at += 1;
  }

  /** To the next line's first character. */
  skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end === -1 ? this.text.length : end + 1;
  }

  /** Line and column of `offset`, from 1; columns count UTF-16 code units. Walks the text, so it is for reports only. */
  place(offset = this.at): Place {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - before.lastIndexOf('\n');
    return { ...(this.#file !== undefined && { file: this.#file }), line, column };
  }

  get line(): number {
    return this.place().line ?? 1;
  }
}
