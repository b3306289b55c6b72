import type { Problem } from '../core/errors/problem.ts';
import { printable } from './printable.ts';
import { wrap } from './wrap.ts';

/** The problems as a person reads them at the console; ends with a newline. */
export function problemText(problems: readonly Problem[]): string {
  return problems.map((problem) => `${one(problem)}\n`).join('');
}

function one({ code, what, why, next, place }: Problem): string {
  const { file, line, column } = place ?? {};
  const where = [file, line, column].filter((part) => part !== undefined).join(':');
  return [
    `error ${code}${where === '' ? '' : ` ${printable(where)}`}`,
    ...[what, `Why: ${why}`, `Next: ${next}`].map((text) => wrap(printable(text), '  ')),
  ].join('\n');
}
