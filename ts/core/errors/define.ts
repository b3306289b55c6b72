import { ProblemError, type Category, type Place, type Problem } from './problem.ts';

/** One line of the catalogue: how a code is explained, given the values of the case at hand. */
export interface ErrorDefinition<Values> {
  readonly category: Category;
  /** What happened, with the actual value. One sentence. */
  readonly what: (values: Values) => string;
  /** Why it matters. One sentence. */
  readonly why: (values: Values) => string;
  /** What to do next. One sentence, imperative. */
  readonly next: (values: Values) => string;
  /** Values for the page in docs/errors.md. */
  readonly example: Values;
}

export type DefinedError<Values> = ErrorDefinition<Values> & {
  readonly code: string;
  /** The problem, to be collected with others. */
  problem: (values: Values, place?: Place) => Problem;
  /** The problem of the example, for the page in docs/errors.md. */
  exampleProblem: () => Problem;
  /** The problem as an error to throw. */
  error: (values: Values, options?: { place?: Place; cause?: unknown }) => ProblemError;
};

/** Gives a definition its stable code (kebab-case, never renamed once released). */
export function defineError<Values>(code: string, definition: ErrorDefinition<Values>): DefinedError<Values> {
  const problem = (values: Values, place?: Place): Problem => ({
    code,
    category: definition.category,
    what: definition.what(values),
    why: definition.why(values),
    next: definition.next(values),
    ...(place && { place }),
  });
  return {
    ...definition,
    code,
    problem,
    exampleProblem: () => problem(definition.example),
    error: (values, options) =>
      new ProblemError(
        [problem(values, options?.place)],
        options?.cause === undefined ? {} : { cause: options.cause },
      ),
  };
}
