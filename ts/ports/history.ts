/** What a git repository knows of its last commit. */
export interface CommitHistory {
  /**
   * The newest commit that is not a merge, seen from HEAD; the newest commit when all are merges (or the clone is too shallow to
   * see another); undefined for a repository without commits.
   */
  lastCommit(): Promise<Commit | undefined>;
}

export interface Commit {
  /** 40 (SHA-1) or 64 (SHA-256) hexadecimal digits. */
  readonly id: string;
  readonly author: string;
  /** ISO 8601. */
  readonly committedAt: string;
  /** The whole message, decoded to text. */
  readonly message: string;
}
