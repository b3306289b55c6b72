/**
 * An error for the person at the console: a stable code, what happened with the actual value, why it matters, what to do next.
 * Every code stands in one catalogue (`catalogue.ts`), from which `docs/errors.md` and the exit codes come.
 */

/** Where in an input something was found; lines and columns count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Problem {
  readonly code: string;
  readonly category: Category;
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly place?: Place;
}

/** What kind of ending an error is; each has one exit code (DESIGN: "Groovy to Node and back"). */
export type Category =
  'usage' | 'refused' | 'configuration' | 'deployment' | 'infrastructure' | 'interrupted' | 'bug';

export const exitCodes: Readonly<Record<Category, number>> = {
  usage: 2,
  refused: 3,
  configuration: 4,
  deployment: 5,
  infrastructure: 6,
  interrupted: 143,
  bug: 1,
};

/** Carries all problems of one input at once; `cause` keeps the technical error for the log. */
export class ProblemError extends Error {
  /**
   * By its shape, because each bundle has its own copy of this class: what one throws (an interruption: the core bundle), another
   * must recognise.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ProblemError' && 'problems' in value;
  }

  readonly problems: readonly [Problem, ...Problem[]];

  constructor(problems: readonly [Problem, ...Problem[]], options?: { cause?: unknown }) {
    super(problems.map((problem) => `${problem.code}: ${problem.what}`).join('\n'), options);
    this.name = 'ProblemError';
    this.problems = problems;
  }
}

/** Throws when there is at least one problem. */
export function throwIfAny(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) throw new ProblemError([first, ...others]);
}
