/** A line of a plan, with what it is: that decides how soon it may be left out. */
export interface PlanLine {
  readonly text: string;
  readonly kind: keyof typeof kinds;
  /** The line that it tells more of; without that one it is left out, too. */
  readonly under?: PlanLine;
  /** Where some of a kind are left out, those with a lower turn stay; 0 where it is not said. */
  readonly turn?: number;
}

/** What must stay comes first; how those that are left out are counted. */
const kinds = {
  head: 'lines',
  exception: 'exceptions',
  stack: 'stacks',
  note: 'notes',
  check: 'checks',
  service: 'services',
  setting: 'settings',
  order: 'orders',
  resource: 'changes by Terraform',
  kept: 'services that stay',
  commit: 'commits',
} as const;

/**
 * As much as a person takes in before a button is pressed: two screens. Jenkins itself shows any length of it in `input`, in a heading,
 * and keeps it in the build's record.
 */
export const approvalLength = 4_000;

/**
 * The lines in at most `limit` characters: where they are more, whole lines are left out, the least important first, and the last
 * line counts them and says where all is.
 *
 * @param limit has to have room for the lines of kind `head` and that last one
 * @param rest where all of it is, a sentence
 */
export function fitted(lines: readonly PlanLine[], limit: number, rest: string): string {
  const whole = textOf(lines);
  if (whole.length <= limit) return whole;
  const kept = new Set<PlanLine>();
  // The counts of what is left out are the longest where everything is.
  let room = limit - leftOut(lines, rest).length;
  for (const kind of Object.keys(kinds)) {
    const ofKind = lines
      .filter((line) => line.kind === kind && (!line.under || kept.has(line.under)))
      .toSorted((a, b) => (a.turn ?? 0) - (b.turn ?? 0));
    for (const line of ofKind) {
      if (line.text.length + 1 > room) break;
      kept.add(line);
      room -= line.text.length + 1;
    }
  }
  const others = lines.filter((line) => !kept.has(line));
  return `${textOf(lines.filter((line) => kept.has(line)))}\n${leftOut(others, rest)}`;
}

export function textOf(lines: readonly PlanLine[]): string {
  return lines.map(({ text }) => text).join('\n');
}

function leftOut(lines: readonly PlanLine[], rest: string): string {
  const counted = Object.entries(kinds).flatMap(([kind, words]) => {
    const count = lines.filter((line) => line.kind === kind).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `Left out here: ${counted.join(', ')}. ${rest}`;
}
