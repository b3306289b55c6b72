import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const checkout = join(__dirname, '..', '..');

const prefix = 'ecs-promote-built-';
const staleMilliseconds = 24 * 3_600_000;

/**
 * The launcher of the program, built from the sources as they are now. Test files run in processes of their own and share the build,
 * which is named after the sources' hash. The bundles in the checkout are not used: they may be older than the sources.
 */
export function builtProgram(): string {
  const folder = join(tmpdir(), `${prefix}${sourcesHash()}`);
  if (!existsSync(folder)) build(folder);
  return join(folder, 'dist', 'bin', 'ecs-promote.cjs');
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json', ...sources('ts')])
    hash.update(`${file}\0`).update(readFileSync(join(checkout, file)));
  return hash.digest('hex').slice(0, 16);
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file))
    .sort();
}

/** Built beside its place and renamed, because another test file may build the same at the same time. */
function build(folder: string): void {
  removeStale();
  const beside = mkdtempSync(join(tmpdir(), `${prefix}new-`));
  const tsx = join(checkout, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const words = [tsx, join(checkout, 'ts', 'tools', 'build.ts'), '--quick', '--into', beside];
  execFileSync(process.execPath, words, { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    renameSync(beside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(beside, { recursive: true });
  }
}

function removeStale(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const path = join(tmpdir(), name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleMilliseconds) rmSync(path, { recursive: true, force: true });
  }
}
