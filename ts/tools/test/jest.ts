import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Count } from './count.ts';

/** Runs jest, which prints as it always does, and counts from its report. `words` narrow it: paths, `-t pattern`. */
export function runJest(root: string, words: readonly string[]): Count {
  return { runner: 'jest', ...run(root, 'jest', words) };
}

/** The tests that speak with programs of others, which have to be there (`python.ts`). */
export function runContract(root: string): Count {
  const words = ['--config', join(root, 'jest.contract.config.js')];
  return { runner: 'test/contract', ...run(root, 'contract', words) };
}

function run(root: string, name: string, words: readonly string[]): Omit<Count, 'runner'> {
  const report = join(root, 'build', `${name}.json`);
  mkdirSync(join(root, 'build'), { recursive: true });
  rmSync(report, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/jest/bin/jest.js'),
      '--maxWorkers=2',
      '--json',
      `--outputFile=${report}`,
      ...words,
    ],
    // With --json jest writes the report to stdout as well.
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const counted = read(report);
  // A file that can't be loaded has no failed test of its own.
  const failed = counted.failed === 0 && status !== 0 ? 1 : counted.failed;
  return { ...counted, failed };
}

function read(report: string): Omit<Count, 'runner'> {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    return {
      passed: json['numPassedTests'] ?? 0,
      failed: (json['numFailedTests'] ?? 0) + (json['numRuntimeErrorTestSuites'] ?? 0),
      skipped: (json['numPendingTests'] ?? 0) + (json['numTodoTests'] ?? 0),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
