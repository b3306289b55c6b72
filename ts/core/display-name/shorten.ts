/**
 * Cuts a text to at most `maximum` characters as a person counts them (grapheme clusters), and to eight times as many UTF-16 code
 * units, because one such character can be as long as someone likes. What was cut shows as an ellipsis, which counts.
 */
export function shorten(text: string, maximum: number): string {
  const units = maximum * unitsPerGrapheme;
  // Segmenting costs time for every character, also for those that go: far more than can stay need not be looked at.
  const graphemes = Array.from(segmenter.segment(text.slice(0, units + maximum)), ({ segment }) => segment);
  if (graphemes.length <= maximum && text.length <= units) return text;
  let kept = '';
  for (const grapheme of graphemes.slice(0, maximum - 1)) {
    if (kept.length + grapheme.length > units - 1) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}

/** A family of four with skin tones has 15; what people write has one or two on average. */
const unitsPerGrapheme = 8;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
