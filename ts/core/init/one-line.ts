/** A text of others on one line of a comment or a console: what cannot be seen, and what would begin a line, is a blank. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
