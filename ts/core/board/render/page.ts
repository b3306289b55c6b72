import type { Board } from '../board.ts';
import { attention } from './attention.ts';
import { cards } from './cards.ts';
import { ready } from './ready.ts';
import { historyDrawing } from './drawing.ts';
import { historyDrawingOf, styleFile } from './files.ts';
import { histories } from './history.ts';
import { html, type Markup } from './markup.ts';
import { services } from './services.ts';
import { style } from './style.ts';
import { count, moment } from './words.ts';

/** A file of the board, to be put into one folder with the others. */
export interface BoardFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The board as files: a page, its style, a drawing an environment. No script, no style in the page, no address elsewhere: it is right
 * under the policy with which Jenkins serves what a build has archived (`default-src 'none'; img-src 'self'; style-src 'self'`, system
 * property `hudson.model.DirectoryBrowserSupport.CSP`), and it can be read from a disk.
 */
export function boardFiles(board: Board): readonly BoardFile[] {
  return [
    { name: 'index.html', text: page(board).text },
    { name: styleFile, text: style },
    ...board.environments.flatMap(({ history }, index) =>
      history.length === 0
        ? []
        : [{ name: historyDrawingOf(index), text: historyDrawing(history, board).text }],
    ),
  ];
}

function page(board: Board): Markup {
  const { at, environments, services: all, records, looked, days } = board;
  const facts = [
    `as of ${moment(at, '')} UTC`,
    count(environments.length, 'environment'),
    count(all.length, 'service'),
    count(records, 'record'),
    looked ? 'compared with what runs' : 'what runs was not looked at',
  ];
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>What runs where</title>
        <link rel="stylesheet" href="${styleFile}" />
      </head>
      <body>
        <header>
          <h1>What runs where</h1>
          <p>${facts.join(' · ')}</p>
        </header>
        <main>${attention(board)}${ready(board)}${cards(board)}${services(board)}${histories(board)}</main>
        <footer>
          <p>
            Times are UTC. Figures are medians or shares of the last ${days} days; fewer than five records are
            said to be too few. Drawings: bars above the line arrived, bars below it failed, as tall as they
            took long.
          </p>
        </footer>
      </body>
    </html> `;
}
