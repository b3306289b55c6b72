import type { ZodMiniObject, ZodMiniType } from 'zod/mini';
import type * as z from 'zod/mini';
import type { Category } from '../core/errors/problem.ts';

/**
 * One definition per step. From it come the command's flags, `--help`, `vars/*.txt`, the reference tables, the JSON Schemas and the
 * list of argument names a var accepts. How the step is carried out is in `ts/cli/run`.
 */
export interface Step<Input extends ZodMiniObject = ZodMiniObject, Output extends ZodMiniType = ZodMiniType> {
  /** The words typed after `ecs-promote`: `choices`, `service-env write`. */
  readonly name: string;
  /** One sentence without a full stop, imperative. */
  readonly summary: string;
  /** What a person should know before using it; paragraphs. */
  readonly about: readonly string[];
  /** Which bundle holds it. */
  readonly bundle: 'core' | 'aws' | 'rehearsal';
  /**
   * Members become flags: `jenkinsHome` → `--jenkins-home`. A description (`z.describe` as a check) is required for each.
   * Strings take a value, numbers are parsed, booleans are switches, arrays may be repeated.
   */
  readonly input: Input;
  /** The member that takes the words without a flag. An array member takes all of them. */
  readonly positional?: keyof z.infer<Input> & string;
  /**
   * The member, a list, that takes the options of another program as they are written: words with one hyphen, and the word behind
   * those in `withValue` unless the option has its value behind `=`.
   */
  readonly foreign?: {
    readonly member: keyof z.infer<Input> & string;
    readonly withValue: readonly string[];
  };
  /** What the result file and `--json` hold. */
  readonly output: Output;
  /** Environment variables it reads (never secrets as flags: a process list shows those). */
  readonly environment?: readonly { readonly name: string; readonly about: string }[];
  readonly examples: readonly { readonly command: string; readonly about: string }[];
  /** How it can end besides 0 and 1. */
  readonly endings: readonly Category[];
}

export function defineStep<Input extends ZodMiniObject, Output extends ZodMiniType>(
  step: Step<Input, Output>,
): Step<Input, Output> {
  return step;
}
