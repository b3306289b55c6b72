import type { ZodMiniObject, ZodMiniType } from 'zod/mini';
import type * as z from 'zod/mini';
import type { Problem } from '../core/errors/problem.ts';
import type { Clock } from '../ports/clock.ts';
import type { Report } from '../ports/report.ts';
import type { Step } from '../steps/step.ts';

/** What a step's runner gets from the process; nothing under ts/cli/run touches `process` itself. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly clock: Clock;
  /** Narration, to stderr. */
  readonly report: Report;
  /** Aborted by SIGTERM and SIGINT. */
  readonly interrupted: AbortSignal;
  /** `0.1.0+1f2e3d4c5b6a`. */
  readonly version: string;
}

/** What a step answers. */
export interface Answer<Output> {
  /** For the result file and `--json`. */
  readonly output: Output;
  /** For people and pipes: stdout, a newline is added when it lacks one and is not empty. */
  readonly text: string;
  /** For `--json` in place of `output`: a document a line, where the step answers a line for each line of its input. */
  readonly jsonLines?: readonly unknown[];
  /** An ending other than 0: the output stands, and the exit code is that of the first problem's category. */
  readonly problems?: readonly Problem[];
}

export type Run<S extends Step> = S extends Step<infer Input, infer Output> ? RunOf<Input, Output> : never;

export type RunOf<Input extends ZodMiniObject, Output extends ZodMiniType> = (
  input: z.infer<Input>,
  context: Context,
) => Promise<Answer<z.input<Output>>>;
