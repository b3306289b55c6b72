import { columns } from '../release/columns.ts';
import type { PreflightRow } from './row.ts';

const order = { failed: 0, skipped: 1, ok: 2 } as const;

/** All rows for people: a block a service, what failed first, and below it what to do. */
export function renderPreflight(rows: readonly PreflightRow[]): string {
  const services = [...new Set(rows.map(({ service }) => service))];
  return [
    ...services.flatMap((service) => [
      service,
      ...table(rows.filter((row) => row.service === service)).map((line) => `  ${line}`),
    ]),
    countLine(rows),
  ].join('\n');
}

/** What is not well, and how much is: for the log of a promotion, where the rest would only be in the way. */
export function renderWorrying(rows: readonly PreflightRow[]): string {
  const worrying = rows.filter(({ outcome }) => outcome !== 'ok');
  const lines = columns(worrying.map(({ service, outcome, check, what }) => [outcome, service, check, what]));
  return [countLine(rows), ...lines.map((line) => `  ${line}`)].join('\n');
}

/** `Preflight: 28 ok, 1 failed, 3 skipped` */
function countLine(rows: readonly PreflightRow[]): string {
  const counted = (['ok', 'failed', 'skipped'] as const).flatMap((outcome) => {
    const count = rows.filter((row) => row.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  return `Preflight: ${counted.join(', ')}`;
}

function table(rows: readonly PreflightRow[]): readonly string[] {
  const sorted = rows.toSorted((a, b) => order[a.outcome] - order[b.outcome]);
  const lines = columns(sorted.map(({ outcome, check, what }) => [outcome, check, what]));
  return sorted.flatMap(({ next }, at) => [
    lines[at] ?? '',
    ...(next === null ? [] : [`         next: ${next}`]),
  ]);
}
