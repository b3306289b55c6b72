import { cleanText } from '../display-name/clean.ts';

/**
 * Rows as aligned columns, two spaces between them, nothing behind the last. Widths are those of a terminal: a Chinese character or
 * an emoji takes two, a combining accent none.
 */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  );
}

/** One line, cut to `limit` columns, clean of what could colour a console or turn its text around: the text may be anybody's. */
export function oneLine(text: string, limit: number): string {
  const plain = cleanText(text).replaceAll(/\n+/g, ' ');
  if (widthOf(plain) <= limit) return plain;
  let cut = '';
  for (const { segment } of segments(plain)) {
    if (widthOf(cut + segment) >= limit) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}

const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

/** Most texts are plain, and to take a text apart costs a hundred times more than to see that. */
const plainText = /^[ -~]*$/;

function widthOf(text: string): number {
  if (plainText.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

function segments(text: string): Iterable<{ readonly segment: string }> {
  return new Intl.Segmenter('en').segment(text);
}
