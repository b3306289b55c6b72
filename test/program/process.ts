import { spawn, type ChildProcess } from 'node:child_process';

/** Starts the program in a folder, with nothing of the machine's own settings but the search path. */
export function startIn(
  cwd: string,
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, [program, ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
