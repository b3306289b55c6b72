/** A figure and what it rests on. */
export interface Measure {
  /** Null where there are fewer records than `fewest`. */
  readonly value: number | null;
  /** How many records there are. */
  readonly of: number;
}

/** Of fewer than these a median or a share says more about chance than about the team. */
export const fewest = 5;

/** The middle value; of an even number the mean of the two in the middle. */
export function medianOf(values: readonly number[]): Measure {
  if (values.length < fewest) return { value: null, of: values.length };
  const sorted = values.toSorted((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const lower = sorted.length % 2 === 0 ? upper - 1 : upper;
  return { value: ((sorted[lower] ?? 0) + (sorted[upper] ?? 0)) / 2, of: values.length };
}

/** A part of the whole, 0 to 1. */
export function shareOf(part: number, whole: number): Measure {
  return { value: whole < fewest ? null : part / whole, of: whole };
}
