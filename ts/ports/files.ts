/** Text files of a workspace. Paths as the person wrote them, so that messages name what they know. */
export interface Files {
  /**
   * The text of a UTF-8 file; a byte order mark is kept.
   *
   * @throws ProblemError of the area `files`: missing, unreadable, more than `limitBytes`, not UTF-8
   */
  readText(path: string, limitBytes: number): Promise<string>;

  /**
   * Puts a text in place of a file in one step, so that a reader sees the old or the new one and never a part; makes the folder.
   *
   * @throws ProblemError of the area `files`; then the file is as it was
   */
  replaceText(path: string, text: string): Promise<void>;
}
