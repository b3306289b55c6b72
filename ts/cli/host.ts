import type { LazyStep } from '../steps/catalogue.ts';
import type { Step } from '../steps/step.ts';
import type { RunOf } from './context.ts';

/** What the program wants from the process it runs in. `start.ts` gives it the real one; tests give it one of their own. */
export interface Host {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly nodeVersion: string;
  /** Resolves when the text has left the process. */
  out(text: string): Promise<void>;
  err(text: string): void;
  /** Calls the listener with the signal's name when the process is asked to end, at once if it was already. */
  onInterrupt(listener: (signal: string) => void): void;
  /** Resolves when the time that an interrupted step may take to end is over. */
  readonly outOfTime: Promise<void>;
  /** Resolves when the process has nothing left to wait for: a step that has not ended by then never will. */
  readonly nothingLeft: Promise<void>;
}

/** What is run: the steps, where to find what carries them out, and what to call itself. */
export interface Program {
  readonly steps: readonly (Step | LazyStep)[];
  readonly runners: Readonly<Record<Step['bundle'], LoadRunners>>;
  readonly version: string;
  /** The file it was loaded from. */
  readonly origin: string;
}

/** Gives the runners of one bundle. Errors: `program-bundle-missing`. */
export type LoadRunners = (step: string) => Runners;

/** Step name → the module that runs it, evaluated only when it is needed. */
export type Runners = Readonly<Record<string, () => Promise<{ readonly run: unknown }>>>;

export type AnyRun = RunOf<Step['input'], Step['output']>;
