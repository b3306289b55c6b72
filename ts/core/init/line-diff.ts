/** Lines of one text that the other has not, as people know them from git: `- `, `+ ` and two lines around, `  `. */
const around = 2;

/** Above it the tables of the comparison would be larger than what they are for. */
const mostCells = 4_000_000;

/**
 * What would have to be done to `before` to come to `after`.
 *
 * @returns nothing where they are the same, and where they are too large to be compared
 */
export function lineDiff(before: string, after: string): readonly string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  if (before === after || a.length * b.length > mostCells) return [];
  return nearChanges(steps(a, b, commonTails(a, b)));
}

interface Step {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

/** How many lines from here to both ends are the same, for every pair of places (the longest common subsequence). */
function commonTails(a: readonly string[], b: readonly string[]): readonly Uint32Array[] {
  const tails = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number) => tails[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = tails[i];
    for (let j = b.length - 1; row && j >= 0; j--)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  return tails;
}

function steps(a: readonly string[], b: readonly string[], tails: readonly Uint32Array[]): readonly Step[] {
  const done: Step[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [mine, other] = [a[i], b[j]];
    if (mine !== undefined && mine === other) {
      done.push({ mark: ' ', line: mine });
      i++;
      j++;
    } else if (
      mine !== undefined &&
      (other === undefined || (tails[i + 1]?.[j] ?? 0) >= (tails[i]?.[j + 1] ?? 0))
    ) {
      done.push({ mark: '-', line: mine });
      i++;
    } else {
      done.push({ mark: '+', line: other ?? '' });
      j++;
    }
  }
  return done;
}

/** Changes with the lines around them; what is left out between two is one line of dots. */
function nearChanges(all: readonly Step[]): readonly string[] {
  const shown = all.map((_, at) =>
    all.slice(Math.max(0, at - around), at + around + 1).some(({ mark }) => mark !== ' '),
  );
  return all.flatMap(({ mark, line }, at) => {
    if (shown[at] === true) return [`${mark} ${line}`.trimEnd()];
    return shown[at - 1] === true && shown.slice(at).includes(true) ? ['…'] : [];
  });
}
