import type { SourceFile } from '../core/terraform/source.ts';
import type { StackTree } from './terraform.ts';

/** A folder that somebody's deployments are in: Jenkinsfiles, a tree of stacks, or both. It is only read. */
export interface SourceFolder {
  /** As the person named it. */
  readonly named: string;
  /** Its Jenkinsfiles at any depth: files called so, or whose name ends so. Errors: `file-unreadable`. */
  jenkinsfiles(): Promise<readonly SourceFile[]>;
  /** The trees of stacks in it: folders that have both `src` and `config`, at most three below. */
  trees(): Promise<readonly StackTree[]>;
}
