/** Names of the files beside the page; none is made from a name that people chose. */
export const styleFile = 'board.css';

export function historyDrawingOf(index: number): string {
  return `history-${index}.svg`;
}
