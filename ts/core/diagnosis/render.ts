import type { Verdict } from './sign.ts';

/** One verdict as a line for people. */
export function renderVerdict({ class: id, confidence, benign, evidence, advice }: Verdict): string {
  const sure = benign ? `${confidence}, harmless` : confidence;
  return benign ? `${id} (${sure}): ${evidence}` : `${id} (${sure}): ${evidence} -> ${advice}`;
}
