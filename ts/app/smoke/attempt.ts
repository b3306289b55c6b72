/** One try of one check. */
export interface Attempt {
  readonly passed: boolean;
  readonly milliseconds: number | null;
  /** Goes on from the check's name. */
  readonly detail: string;
  readonly output: readonly string[];
}
