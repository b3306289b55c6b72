/** Files that are made where there are none. Paths are from one folder. */
export interface NewFiles {
  /**
   * The text of a file; undefined when there is none.
   *
   * @throws ProblemError of the area `files` for what is there and cannot be read
   */
  textOf(path: string): Promise<string | undefined>;

  /**
   * Makes all of them or, when one cannot be made, none. What is there already is never replaced, even if it came a moment ago.
   *
   * @throws ProblemError `file-unwritable`
   */
  make(files: readonly { readonly path: string; readonly text: string }[]): Promise<void>;
}
