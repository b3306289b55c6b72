/**
 * The line, from what environments are called. Names are all there is to go by where nobody says an order, so what comes of them is
 * always marked as a guess.
 */
export interface Station {
  readonly name: string;
  /** Empty: a beginning of the line. */
  readonly promotesFrom: readonly string[];
}

/** Words that people use, along the line. Live and Sandbox stand beside each other. */
const ranks: readonly (readonly string[])[] = [
  ['dev', 'develop', 'development', 'integration', 'int'],
  ['test', 'testing', 'qa', 'ci'],
  ['beta', 'uat', 'acceptance', 'accept'],
  ['staging', 'stage', 'stg', 'preprod', 'pre', 'preview'],
  ['live', 'prod', 'production', 'prd', 'sandbox'],
];
const besides = 'sandbox';

/** @param wished in that order first; the others by what their names mean */
export function lineOf(names: readonly string[], wished: readonly string[]): readonly Station[] {
  const others = names.filter((name) => !wished.includes(name));
  const ordered = [...wished, ...others.toSorted((a, b) => rankOf(a) - rankOf(b))];
  const main = ordered.filter((name) => !isBeside(name, ordered));
  return ordered.map((name) => {
    const before = isBeside(name, ordered)
      ? main[Math.max(0, main.findIndex(isLive) - 1)]
      : main[main.indexOf(name) - 1];
    return { name, promotesFrom: before === undefined || before === name ? [] : [before] };
  });
}

/** Where people are: what goes there wants somebody's consent. */
export function isLive(name: string): boolean {
  return rankOf(name) === ranks.length - 1 && name.toLowerCase() !== besides;
}

/** A sandbox comes from where Live comes from. */
function isBeside(name: string, all: readonly string[]): boolean {
  return name.toLowerCase() === besides && all.some(isLive) && all.filter((one) => one !== name).length > 1;
}

/** A name that says nothing stands in the middle, in front of what people use. */
function rankOf(name: string): number {
  const found = ranks.findIndex((words) => words.includes(name.toLowerCase()));
  return found < 0 ? 2.5 : found;
}
