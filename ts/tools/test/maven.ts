import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Count } from './count.ts';
import { countReport } from './surefire.ts';

/** Folders under `test` that are Maven modules of their own. */
export function mavenModules(root: string): readonly string[] {
  return readdirSync(join(root, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'test', entry.name, 'pom.xml')))
    .map(({ name }) => `test/${name}`)
    .sort();
}

/** Runs a module's tests with the machine's Maven and its settings, and counts from Surefire's reports. */
export function runMaven(root: string, module: string): Count {
  const reports = join(root, module, 'target', 'surefire-reports');
  rmSync(reports, { recursive: true, force: true });
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', join(root, module, 'pom.xml'), 'test'], {
    cwd: join(root, module),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const files = existsSync(reports) ? readdirSync(reports) : [];
  const counts = files
    .filter((file) => /^TEST-.*\.xml$/.test(file))
    .map((file) => countReport(readFileSync(join(reports, file), 'utf8')));
  const total = (of: (count: (typeof counts)[number]) => number) =>
    counts.reduce((sum, count) => sum + of(count), 0);
  const failed = total((count) => count.failed);
  return {
    runner: module,
    passed: total((count) => count.passed),
    // A module that does not compile has no failed test of its own.
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: total((count) => count.skipped),
  };
}
