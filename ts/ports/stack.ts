import type { Problem } from '../core/errors/problem.ts';
import type { Fact, Hashes } from '../core/ledger/fact.ts';
import type { Release } from '../core/release/release.ts';
import type { StackChanges } from '../core/terraform/stack-changes.ts';

/** The Terraform stack that is an environment with the engine `terraform`. */
export interface Stack {
  /**
   * What Terraform would do to deploy the release's builds. The plan is kept until it is applied, one for another release is made, or it
   * is closed; until then it is answered again, and no other run on this machine has the stack.
   */
  plan(release: Release): Promise<StackChanges>;
  /**
   * What the plan that was made last would move away from what the last verified promotion put there, and the release does not bring.
   *
   * @param facts of the environment, oldest first
   */
  away(release: Release, facts: readonly Fact[]): readonly Problem[];
  /**
   * Applies the plan that was made last, exactly that. Answers what failed, in one sentence; null when all went well. A state that is
   * locked and a registry that is unreachable are no failures of the stack: they are thrown.
   */
  apply(): Promise<string | null>;
  close(): Promise<void>;
  /** SHA-256 of each file that is kept of what Terraform said, by its path relative to the promotion's record. */
  evidence(): Hashes;
}
