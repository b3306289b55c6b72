import type { Hashes } from '../core/ledger/fact.ts';
import type { Folders, StackFolders } from '../core/terraform/request.ts';
import type { SourceFile } from '../core/terraform/source.ts';

/** The person's tree of stacks. It is only read, but for the lock file of the providers. */
export interface StackTree {
  /** As the person named it. */
  readonly root: string;
  folders(): Promise<Folders>;
  hasFolder(path: string): Promise<boolean>;
  /** The `.tf`, `.tf.json`, `.tfvars` and `.tfvars.json` files directly in a folder, by name; none when there is no such folder. */
  sources(folder: string): Promise<readonly SourceFile[]>;
  /** The lock file of providers beside the stack; empty when there is none. */
  providerLock(source: string): Promise<string>;
  keepProviderLock(source: string, text: string): Promise<void>;
}

/** Folders to run Terraform in: one at a time for a stack, and each run in a copy of its own. */
export interface Workplaces {
  /**
   * Waits until no other run on this machine has the stack.
   *
   * @throws ProblemError `orchestrate-busy`, `orchestrate-workplace`
   */
  open(wanted: WantedWorkplace): Promise<Workplace>;
}

export interface WantedWorkplace {
  readonly folders: StackFolders;
  /** For whoever waits for this run: `apply`. */
  readonly command: string;
  /** Texts in place of what the tree holds, by path from its root. */
  readonly texts: ReadonlyMap<string, string>;
  readonly waitMinutes: number;
}

export interface Workplace {
  /** Where Terraform is run: the stack's files with those of its configuration. */
  readonly stack: string;
  /** Everything that is removed at the end, readable for this user only. */
  readonly folder: string;
  /** Terraform's own data directory, which stays from one run of the stack to the next. */
  readonly data: string;
  /** Writes a file for this run and tells its path. */
  write(name: string, text: string): Promise<string>;
  /** The lock file of providers as Terraform left it. */
  providerLock(): Promise<string>;
  /** The stack is taken as long as this process lives, even when ours is gone. */
  keepFor(processId: number): Promise<void>;
  close(): Promise<void>;
}

/** Terraform, native or in a container. */
export interface Terraform {
  /** What is run, for messages. */
  readonly program: string;
  /** Modules are where the samples' container has them (`/modules`). */
  readonly mountsModules: boolean;
  /** `1.11.4`. Errors: `terraform-program`, `terraform-version-unknown`. */
  version(): Promise<string>;
  /**
   * Runs it to its end. When the process is told to stop, Terraform is interrupted once, which lets it finish what is under way and
   * write its state, and the signal's reason is thrown when it has.
   */
  run(words: readonly string[], where: Workplace, listen?: (line: string) => void): Promise<TerraformEnd>;
}

export interface TerraformEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is kept of a run. */
export interface Evidence {
  /** A line of the log. */
  line(text: string): void;
  /** A file beside the log. */
  file(name: string, text: string): void;
  /** SHA-256 of what was written so far, by the files' names, the log first. */
  hashes(): Hashes;
}
