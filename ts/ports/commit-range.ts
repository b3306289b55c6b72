import type { CommitBetween } from '../core/changes/commits.ts';

/** What a clone knows of the commits between two of them. */
export interface CommitRange {
  /**
   * @param from full ids of commits, as releases record them
   * @throws ProblemError of the area `git` where the clone cannot be read at all
   */
  between(from: string, to: string): Promise<CommitsInClone>;
}

export type CommitsInClone =
  | {
      /** Reached from `to` and not from `from`, newest first, without merges. */
      readonly brought: readonly CommitBetween[];
      /** The other way round. */
      readonly takenBack: readonly CommitBetween[];
      /** Whether the clone ends somewhere in the history, so that some of it may be missing. */
      readonly shallow: boolean;
    }
  | 'missing';
