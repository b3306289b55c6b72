import type { Exit } from '../../faults/kind.ts';

const usualSeconds = 8;

/**
 * How a command ends that RunTask gave a container in place of its own. The emulator has no containers: it does `sleep SECONDS` and
 * `exit CODE` wherever they stand in the words, and takes any other command for a short one that ends well.
 */
export function programEnd(command: readonly string[] | undefined): Exit | undefined {
  if (!command) return undefined;
  const text = command.join(' ');
  const seconds = /\bsleep (\d+)/.exec(text)?.[1];
  const code = /\bexit (\d+)/.exec(text)?.[1];
  const exitCode = Number(code ?? 0);
  return {
    exitCode,
    afterSeconds: Number(seconds ?? usualSeconds),
    logLines: [`running ${text}`, exitCode === 0 ? 'done' : `failed with ${exitCode}`],
  };
}
