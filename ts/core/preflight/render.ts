import { columns } from '../release/columns.ts';
import type { Finding, PreflightRow } from './row.ts';

const order = { failed: 0, skipped: 1, ok: 2 } as const;

/** All rows for people: a block a service, what failed first, and below it what to do. */
export function renderPreflight(rows: readonly PreflightRow[]): string {
  const services = [...new Set(rows.map(({ service }) => service))];
  return renderBlocks(
    'Preflight',
    services.map((service) => [service, rows.filter((row) => row.service === service)]),
  );
}

/** @param name what counts them in the last line */
export function renderBlocks(
  name: string,
  blocks: readonly (readonly [title: string, rows: readonly Row[]])[],
): string {
  const lines = blocks.flatMap(([title, rows]) => [title, ...table(rows).map((line) => `  ${line}`)]);
  return [
    ...lines,
    countLine(
      name,
      blocks.flatMap(([, rows]) => rows),
    ),
  ].join('\n');
}

type Row = Finding<string>;

/** What is not well, and how much is: for the log of a promotion, where the rest would only be in the way. */
export function renderWorrying(rows: readonly PreflightRow[]): string {
  const worrying = rows.filter(({ outcome }) => outcome !== 'ok');
  const lines = columns(worrying.map(({ service, outcome, check, what }) => [outcome, service, check, what]));
  return [countLine('Preflight', rows), ...lines.map((line) => `  ${line}`)].join('\n');
}

/** `Preflight: 28 ok, 1 failed, 3 skipped` */
function countLine(name: string, rows: readonly Row[]): string {
  const counted = (['ok', 'failed', 'skipped'] as const).flatMap((outcome) => {
    const count = rows.filter((row) => row.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  return `${name}: ${counted.join(', ')}`;
}

function table(rows: readonly Row[]): readonly string[] {
  const sorted = rows.toSorted((a, b) => order[a.outcome] - order[b.outcome]);
  const lines = columns(sorted.map(({ outcome, check, what }) => [outcome, check, what]));
  return sorted.flatMap(({ next }, at) => [
    lines[at] ?? '',
    ...(next === null ? [] : [`         next: ${next}`]),
  ]);
}
