/** Whether a version of Terraform satisfies a constraint such as `>= 1.9, < 2.0` or `~> 1.9.2`; undefined when it is none. */
export function satisfies(version: string, constraint: string): boolean | undefined {
  const have = parts(version);
  const wanted = constraint.split(',').map((one) => /^\s*(=|!=|>=|<=|>|<|~>)?\s*(\S+)\s*$/.exec(one));
  if (!have) return undefined;
  let all = true;
  for (const found of wanted) {
    const against = parts(found?.[2] ?? '');
    if (!found || !against) return undefined;
    all &&= holds(have, found[1] ?? '=', against);
  }
  return all;
}

/** Whether a version is one of those that read the syntax of Terraform 0.11 and older. */
export function readsOldSyntax(version: string): boolean {
  const [major = 0, minor = 0] = parts(version)?.numbers ?? [];
  return major === 0 && minor < 12;
}

interface Parts {
  readonly numbers: readonly number[];
  /** How many of them were written. */
  readonly written: number;
  readonly prerelease: string;
}

function parts(text: string): Parts | undefined {
  const [, numbers, prerelease = ''] =
    /^v?(\d+(?:\.\d+){0,2})(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(text) ?? [];
  if (numbers === undefined) return undefined;
  const read = numbers.split('.').map(Number);
  return { numbers: [...read, 0, 0].slice(0, 3), written: read.length, prerelease };
}

function holds(have: Parts, operator: string, against: Parts): boolean {
  const order = compare(have, against);
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    default: {
      // `~> 1.9.2`: at least that, and all written numbers but the last are the same.
      const same = against.numbers.slice(0, Math.max(1, against.written - 1));
      return order >= 0 && same.every((number, index) => have.numbers[index] === number);
    }
  }
}

/** Below, at or above 0. A pre-release comes before its release. */
function compare(one: Parts, other: Parts): number {
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (one.prerelease === other.prerelease) return 0;
  if (one.prerelease === '') return 1;
  if (other.prerelease === '') return -1;
  return one.prerelease.localeCompare(other.prerelease, 'en', { numeric: true });
}
