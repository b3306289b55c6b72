import type { Board } from '../board.ts';
import type { BoardEnvironment } from '../environment.ts';
import type { HistoryRow } from '../history.ts';
import { html, oneLine, type Markup } from './markup.ts';
import { count, duration, moment, name, release, some } from './words.ts';

/** Newer ones are told; the drawing shows them all, and the ledger has them. */
const mostTold = 20;

/** The promotions of each environment, folded up. */
export function histories(board: Board): Markup {
  return html`<section aria-labelledby="history">
    <h2 id="history">History</h2>
    ${board.environments.filter(({ history }) => history.length > 0).map((environment) => historyOf(environment, board))}
  </section> `;
}

function historyOf({ name: environment, history }: BoardEnvironment, board: Board): Markup {
  const shown = Math.min(history.length, mostTold);
  const told =
    shown === history.length ? count(shown, 'promotion') : `the last ${shown} of ${history.length}`;
  return html`<details>
    <summary>${name(environment)} <small>${told}</small></summary>
    <ol>
      ${history.slice(0, mostTold).map((row) => line(row, board))}
    </ol>
  </details> `;
}

const results: Readonly<Record<HistoryRow['result'], string>> = {
  verified: 'verified',
  rolledBack: 'rolled back',
  failed: 'failed',
  refused: 'refused',
  interrupted: 'interrupted',
  awaitingDecision: 'waits for a person',
  underWay: 'under way',
};
const kinds = { promote: '', restart: 'restart of ', rollback: 'back to ' } as const;

function line(row: HistoryRow, board: Board): Markup {
  const { kind, releaseId, at, by, approvedBy, result, reason, summary } = row;
  const approval = approvedBy.length === 0 ? '' : `, approved by ${some(approvedBy, 3)}`;
  const fine = result === 'verified';
  const why = [reason, fine ? null : summary].filter((text) => text !== null && text !== '').join(' – ');
  return html`<li class="${result}">
    <span>${moment(at, board.at)}</span> <b>${results[result]}</b> <span>${took(row)}</span>
    <span>${kinds[kind]}${release(releaseId)} ${moved(row)} by ${name(by)}${approval}</span>${
      why === '' ? null : html` <bdi>${oneLine(why, 160)}</bdi>`
    }
  </li> `;
}

function took({ milliseconds, waitedMilliseconds }: HistoryRow): string {
  if (milliseconds === null) return '';
  return waitedMilliseconds > 0
    ? `${duration(milliseconds)} + ${duration(waitedMilliseconds)} waiting`
    : duration(milliseconds);
}

function moved({ moves }: HistoryRow): string {
  if (moves.length === 0) return 'moved nothing,';
  const told = moves
    .slice(0, 2)
    .map(({ service, from, to }) => `${name(service)} ${from === null ? '' : `${from} → `}${to}`)
    .join(', ');
  return moves.length > 2 ? `${told} and ${moves.length - 2} more` : told;
}
