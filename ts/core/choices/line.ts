import { choicesErrors } from '../errors/catalogue/choices.ts';
import { highestBuildNumber } from './build.ts';

/**
 * One line of a choice list, `90-Fix the rounding of GST`: the source's `"${number}-${displayName}"`. Jenkins compares a chosen
 * value with a freshly made list, so the same build must give the same line every time, and never more than one line.
 */
export function choiceLine(build: { readonly number: number; readonly displayName: string }): string {
  return `${build.number}-${onOneLine(build.displayName)}`;
}

/**
 * The build number of a chosen line: what stands before the first hyphen, since a display name may hold hyphens itself.
 * The number alone will do.
 *
 * @throws ProblemError `choice-empty`, `choice-without-number`, `choice-number-out-of-range`
 */
export function parseChoice(choice: string): number {
  const text = choice.trim();
  if (text === '') throw choicesErrors.empty.error({});
  const [beforeHyphen = ''] = text.split('-', 1);
  const digits = /^[0-9]+$/.exec(beforeHyphen.trim())?.[0];
  if (digits === undefined) throw choicesErrors.withoutNumber.error({ choice: shortened(onOneLine(text)) });
  const number = Number(digits);
  if (number < 1 || number > highestBuildNumber) {
    throw choicesErrors.numberOutOfRange.error({ number: shortened(digits) });
  }
  return number;
}

/**
 * Whatever ends a line for Groovy, Java, browsers or terminals, and every other control character, becomes a space; half a
 * surrogate pair, which UTF-8 cannot carry, becomes the replacement character it would turn into anyway.
 */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\p{Surrogate}/gu, '\uFFFD');
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
