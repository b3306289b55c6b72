import type { JenkinsfileSource } from '../config/config.ts';
import type { ChoiceSettings } from './choice-script.ts';

/** A Pipeline job as it shall be, whoever writes it down. */
export interface Job {
  /** Full name, folders with `/`. */
  readonly name: string;
  readonly kind: 'build' | 'deploy' | 'due' | 'rollback' | 'environment' | 'destroy' | 'backup' | 'board';
  readonly description: string;
  readonly source: JenkinsfileSource;
  /** What starts it besides people. */
  readonly starts: Start | null;
  readonly parameters: readonly Parameter[];
  /** Settings of its parameter `BUILD_TO_DEPLOY`. */
  readonly choice: ChoiceSettings | null;
  /** Jobs that may copy its artifacts. */
  readonly consumers: readonly string[];
}

export type Start =
  /** The repository's host tells Jenkins (Git plugin's notifyCommit), which then looks whether there is anything new. */
  | { readonly by: 'webhook' }
  | { readonly by: 'polling' }
  /** Again and again; a divisor of 60. */
  | { readonly by: 'interval'; readonly minutes: number }
  | { readonly by: 'time'; readonly at: string; readonly timeZone: string }
  /** Each hour, at the minute of that time. */
  | { readonly by: 'hour'; readonly at: string; readonly timeZone: string };

export type Parameter =
  | { readonly name: string; readonly about: string; readonly text: string }
  /** One of these; with one of them it is fixed. */
  | { readonly name: string; readonly about: string; readonly oneOf: readonly string[] };
