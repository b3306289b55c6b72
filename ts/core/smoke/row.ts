import type { SmokeTraffic } from './check.ts';

/** How one smoke check went; a line of the log, and of `promotion.json`. */
export interface SmokeRow {
  /** The address, the command, or the task. */
  readonly what: string;
  readonly on: SmokeTraffic;
  readonly outcome: 'passed' | 'failed';
  /** How often it was tried. */
  readonly tries: number;
  /** What the last try took; null where nothing began. */
  readonly milliseconds: number | null;
  /** What was seen, in words that go on from `what`: `answers 503, not 200`. */
  readonly detail: string;
  /** The last lines of a command or of a task's log; empty for an address. */
  readonly output: readonly string[];
}

/** One sentence for each check that failed. */
export function smokeFailures(rows: readonly SmokeRow[]): readonly string[] {
  return rows
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ what, detail }) => `smoke check ${what} ${detail}`);
}
