import type { Problem } from '../core/errors/problem.ts';

/** What a call came to, before it is told to anyone. */
export interface Ending {
  readonly output: unknown;
  readonly text: string;
  /** What `--json` prints in place of the output, a line each. */
  readonly jsonLines?: readonly unknown[] | undefined;
  /** None means that it ended well; the first one's category gives the exit code. */
  readonly problems: readonly Problem[];
  /** Tell it as JSON. */
  readonly json: boolean;
  /** The technical side, for the log: the stack of a bug, the messages behind an error of ours. */
  readonly trace?: string;
}

export function ended({ output, text }: Pick<Ending, 'output' | 'text'>): Ending {
  return { output, text, problems: [], json: false };
}

export function failed(problems: readonly Problem[], trace?: string): Ending {
  return { output: null, text: '', problems, json: false, ...(trace !== undefined && { trace }) };
}
