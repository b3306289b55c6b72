/**
 * Cuts a text to at most `maximum` characters as a person counts them (grapheme clusters), and to eight times as many UTF-16 code
 * units, because one such character can be as long as someone likes. What was cut shows as an ellipsis, which counts.
 */
export function shorten(text: string, maximum: number): string {
  // No text has more clusters than code units; most texts are this short, and spare the start of the program a segmenter's 10 ms.
  if (text.length <= maximum) return text;
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const units = maximum * unitsPerGrapheme;
  let short = '';
  let kept = 0;
  // Node takes long for each cluster of a long text: only as many as can stay are looked at, in no more text than can stay.
  for (const { segment, index } of segmenter.segment(text.slice(0, units + 1))) {
    const end = index + segment.length;
    if (kept === maximum || end > units) return `${short.trimEnd()}…`;
    if (kept < maximum - 1 && end < units) short = text.slice(0, end);
    kept += 1;
  }
  return text;
}

/** A family of four with skin tones has 15; what people write has one or two on average. */
const unitsPerGrapheme = 8;
