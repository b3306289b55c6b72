import type { SourceFile } from '../core/terraform/source.ts';
import type { StackTree } from './terraform.ts';

/** A folder that somebody's deployments are in: Jenkinsfiles, a tree of stacks, or both. It is only read. */
export interface SourceFolder {
  /** As the person named it. */
  readonly named: string;
  /** Errors: `file-unreadable` for a folder. */
  read(): Promise<{
    /** At any depth: files called Jenkinsfile, or whose name ends so. */
    readonly jenkinsfiles: readonly SourceFile[];
    /** Folders that have both `src` and `config`, at most three below. */
    readonly trees: readonly StackTree[];
    /** What was not looked at, and why. */
    readonly passedOver: readonly string[];
  }>;
}
