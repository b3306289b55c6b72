/** Numbers at the beginning of a version: `v20.19.2` → 20, 19, 2; of `1571.1580.v18e46842c125` the first two. */
export function numbersIn(version: string): readonly number[] {
  const [leading = ''] = /^\d+(?:[.-]\d+)*(?![\w])/.exec(version.replace(/^v/, '')) ?? [];
  return leading.split(/[.-]/).filter(Boolean).map(Number);
}

/**
 * Whether a version is at least the other, by their numbers. Plugins of Jenkins have versions such as `1412.v7737b_3405f86`: the number
 * of commits, and behind it the hash of the last one, which orders nothing (Jenkins Enhancement Proposal 229).
 */
export function atLeast(version: string, wanted: string): boolean {
  const have = numbersIn(version);
  for (const [index, number] of numbersIn(wanted).entries()) {
    const difference = (have[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
