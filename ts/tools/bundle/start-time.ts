import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** CPU milliseconds (user and system) of one command, beside those of an empty program. */
export interface StartTime {
  readonly bare: number;
  readonly program: number;
  readonly ratio: number;
}

/**
 * Medians of `runs` pairs: each pair runs the empty program and the command one after the other, so that a machine that gets slower
 * makes both slower. Each process reports its own CPU time when it exits; wall time would measure the neighbours.
 */
export function measureStart(command: readonly string[], runs: number): StartTime {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-promote-start-'));
  try {
    const probe = join(folder, 'probe.cjs');
    const empty = join(folder, 'empty.cjs');
    writeFileSync(
      probe,
      `process.on('exit', () => {
        const { user, system } = process.cpuUsage();
        require('node:fs').writeSync(3, String((user + system) / 1000));
      });`,
    );
    writeFileSync(empty, '');
    const measured = Array.from({ length: runs }, () => [
      cpuMilliseconds(probe, [empty], folder),
      cpuMilliseconds(probe, command, folder),
    ]);
    const bare = median(measured.map(([first = NaN]) => first));
    const program = median(measured.map(([, second = NaN]) => second));
    return { bare, program, ratio: program / bare };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cpuMilliseconds(probe: string, command: readonly string[], cwd: string): number {
  const { output } = spawnSync(process.execPath, ['--require', probe, ...command], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return Number(output[3]);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
