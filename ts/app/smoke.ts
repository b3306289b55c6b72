import type { SmokeCheck, SmokeTraffic } from '../core/smoke/check.ts';
import type { SmokeRow } from '../core/smoke/row.ts';
import { nameOf } from '../core/smoke/words.ts';
import { masker } from '../core/terraform/mask.ts';
import { tryAddress } from './smoke/address.ts';
import { tryCommand } from './smoke/command.ts';
import type { Attempt } from './smoke/attempt.ts';
import { tryTask } from './smoke/task.ts';
import type { SmokeTools } from './smoke/tools.ts';

type Mask = (text: string) => string;

const pauseMilliseconds = 5_000;

/**
 * Runs smoke checks one after the other, also after one has failed, so that a person reads all that is wrong. What they say goes to
 * the log as it comes; the values of the variables they send are masked there and in the rows.
 */
export async function runSmoke(
  checks: readonly SmokeCheck[],
  tools: SmokeTools,
): Promise<readonly SmokeRow[]> {
  const mask = masker(tools.variables.values(), 1);
  const rows: SmokeRow[] = [];
  for (const [index, check] of checks.entries()) {
    const row = masked(await runCheck(check, index, mask, tools), mask);
    tools.report.line(`  smoke  ${row.what} ${row.detail}`);
    if (row.outcome === 'failed') for (const line of row.output) tools.report.line(`         | ${line}`);
    rows.push(row);
  }
  return rows;
}

/** The checks that are to run on the one or the other traffic. */
export function checksOn(on: SmokeTraffic, checks: readonly SmokeCheck[]): readonly SmokeCheck[] {
  return checks.filter((check) => check.on === on);
}

/** The first try may meet a cold start, and a release should not go back for that. */
async function runCheck(check: SmokeCheck, index: number, mask: Mask, tools: SmokeTools): Promise<SmokeRow> {
  for (let tries = 1; ; tries++) {
    if (tries > 1) await tools.clock.sleep(pauseMilliseconds, tools.interrupted);
    tools.interrupted.throwIfAborted();
    const { passed, milliseconds, detail, output } = await attempt(check, `${index}/${tries}`, mask, tools);
    if (!passed && tries < check.tries) continue;
    return {
      what: nameOf(check),
      on: check.on,
      outcome: passed ? 'passed' : 'failed',
      tries,
      milliseconds: milliseconds === null ? null : Math.round(milliseconds),
      detail: tries > 1 ? `${detail} at try ${tries}` : detail,
      output,
    };
  }
}

function attempt(check: SmokeCheck, number: string, mask: Mask, tools: SmokeTools): Promise<Attempt> {
  switch (check.kind) {
    case 'http':
      return tryAddress(check, mask, tools);
    case 'command':
      return tryCommand(check, tools);
    case 'task':
      return tryTask(check, number, tools);
  }
}

function masked(row: SmokeRow, mask: Mask): SmokeRow {
  return { ...row, what: mask(row.what), detail: mask(row.detail), output: row.output.map(mask) };
}
