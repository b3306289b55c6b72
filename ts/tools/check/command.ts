import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a tool from node_modules with this Node; answers its output where it fails, nothing where it does not. */
export function toolProblems(root: string, script: string, words: readonly string[]): readonly string[] {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', script), ...words],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status === 0) return [];
  const output = `${stdout}${stderr}${error?.message ?? ''}`.trim();
  return output === '' ? [`${script} ended with ${status ?? 'a signal'}`] : output.split('\n');
}
