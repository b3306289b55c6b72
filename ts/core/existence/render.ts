import { utcText } from '../utc-text.ts';
import type { ExistenceRow } from './row.ts';

/** One line an environment, with who keeps it, why, and what failed. */
export function renderExistence(rows: readonly ExistenceRow[]): string {
  if (rows.length === 0) return 'No environment of promotion.yaml is on demand.';
  const width = Math.max(...rows.map(({ environment }) => environment.length));
  return rows.flatMap((row) => linesOf(row, width)).join('\n');
}

const states: Readonly<Record<ExistenceRow['state'], string>> = {
  down: 'is down',
  goingUp: 'is being created, or whoever did so was killed',
  halfUp: 'was not created to its end',
  up: 'is up',
  goingDown: 'is being destroyed, or whoever did so was killed',
  halfDown: 'was not destroyed to its end',
};

/** `is up`, for a sentence about the environment. */
export function stateWords(state: ExistenceRow['state']): string {
  return states[state];
}

function linesOf({ environment, state, since, by, reason, lease, endsAt }: ExistenceRow, width: number) {
  const indent = ' '.repeat(width + 2);
  const from = since === null ? '' : ` since ${utcText(since)}`;
  const who = by === null ? '' : `, by ${by}: ${reason ?? ''}`;
  const end = state === 'down' ? '' : endsAt === null ? '; nothing ends it' : `; ends ${utcText(endsAt)}`;
  return [
    `${environment.padEnd(width)}  ${stateWords(state)}${from}${who}${end}`,
    ...(lease ? [`${indent}kept until ${utcText(lease.until)} by ${lease.by}: ${lease.reason}`] : []),
  ];
}
