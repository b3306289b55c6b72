import type { Board } from '../board.ts';
import type { HistoryRow } from '../history.ts';
import { html, type Markup } from './markup.ts';

const width = 320;
const height = 48;
/** Where the time line is; above it what arrived, below it what failed. */
const base = 32;
const tallest = 28;
const day = 86_400_000;

/**
 * The promotions of one environment as bars over time, as tall as they took long. A file of its own, coloured by attributes alone:
 * Jenkins' content security policy lets no style into a page or a drawing, and the colours stand out on white and on black.
 */
export function historyDrawing(history: readonly HistoryRow[], { at, days }: Board): Markup {
  const until = Date.parse(at);
  const from = until - days * day;
  const shown = history.filter((row) => Date.parse(row.at) >= from).toReversed();
  const longest = Math.max(...shown.map(({ milliseconds }) => milliseconds ?? 0), 1);
  // A clock that is ahead of the board's puts nothing outside the drawing.
  const share = (row: HistoryRow) => Math.min(1, (Date.parse(row.at) - from) / (until - from));
  const bars = shown.map((row) => bar(row, share(row), longest));
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    <path d="M0 ${base}.5H${width}" stroke="#808890" stroke-opacity=".5" />
    ${bars}
  </svg> `;
}

const colours: Readonly<Record<HistoryRow['result'], string>> = {
  verified: '#2f9e68',
  rolledBack: '#d9534a',
  failed: '#d9534a',
  refused: '#808890',
  interrupted: '#c08a1e',
  awaitingDecision: '#c08a1e',
  underWay: '#c08a1e',
};

function bar({ result, milliseconds }: HistoryRow, share: number, longest: number): Markup {
  // By the root, so that what takes an hour leaves what takes a minute to be seen.
  const long = Math.max(3, Math.round(tallest * Math.sqrt((milliseconds ?? longest) / longest)));
  const x = Math.round(share * (width - 4) * 10) / 10;
  const down = result === 'failed' || result === 'rolledBack';
  const y = down ? base + 1 : base - long;
  const tall = down ? Math.min(long, height - base - 2) : long;
  return html`<rect x="${x}" y="${y}" width="3" height="${tall}" rx="1" fill="${colours[result]}" /> `;
}
