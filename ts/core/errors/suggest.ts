import { closest, distance } from 'fastest-levenshtein';

/**
 * The candidate a mistyped word most likely meant, or undefined when none is near enough. Near is a third of the word's length, or
 * the same letters in another order: `limt` finds `limit`, `jbo` finds `job`, `x` finds nothing. Capitals, hyphens and underscores
 * do not count, so `jenkins-home` finds `jenkinsHome`.
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(word);
  if (wanted === '' || candidates.length === 0) return undefined;
  const best = closest(wanted, candidates.map(plain));
  const far = distance(wanted, best) > Math.max(1, Math.floor(wanted.length / 3));
  if (far && letters(wanted) !== letters(best)) return undefined;
  const found = candidates.find((candidate) => plain(candidate) === best);
  return found === word ? undefined : found;
}

/** ` Did you mean "limit"?`, to be put after a sentence, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = suggest(word, candidates);
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, '');
}

function letters(word: string): string {
  return Array.from(word).sort().join('');
}
