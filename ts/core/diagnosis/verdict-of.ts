import { classify } from './classify.ts';
import { classes } from './classes.ts';
import type { Sign, Verdict } from './sign.ts';

/**
 * The most decisive of what several signs of one deployment say; undefined when there is none. What fails comes before what goes well,
 * a cause or symptom before its consequence (a circuit breaker is certain and says nothing), then the surest, then the innermost,
 * then what was seen most often.
 */
export function verdictOf(signs: readonly Sign[]): Verdict | undefined {
  const verdicts = signs.map(classify);
  const [best] = verdicts.toSorted((a, b) => compare(rank(a, verdicts), rank(b, verdicts)));
  return best;
}

/** Smaller is more decisive. */
function rank(verdict: Verdict, all: readonly Verdict[]): readonly number[] {
  const { depth } = classes[verdict.class];
  return [
    Number(verdict.benign),
    Number(verdict.class === 'other'),
    Number(depth === 'consequence'),
    ['certain', 'likely', 'guess'].indexOf(verdict.confidence),
    ['cause', 'symptom', 'consequence'].indexOf(depth),
    -all.filter((other) => other.class === verdict.class).length,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return (a[at] ?? 0) - (b[at] ?? 0);
}
