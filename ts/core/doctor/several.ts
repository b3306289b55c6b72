/** The first three, and how many more: a broken installation may have hundreds. */
export function several(things: readonly string[]): string {
  const shown = things.slice(0, 3).join(', ');
  return things.length > 3 ? `${shown}, and ${things.length - 3} more` : shown;
}
