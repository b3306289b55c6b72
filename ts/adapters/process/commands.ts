import { spawn, type ChildProcess } from 'node:child_process';
import type { CommandEnd, Commands } from '../../ports/commands.ts';
import { TailOfOutput } from './tail-of-output.ts';

/** What a process that was asked to end gets before it is ended; an aborted build has five seconds for everything. */
const graceMilliseconds = 2_000;
/** A process that has ended may have left another one that holds its output open. */
const drainMilliseconds = 500;

/** Our own channel: a command that is this program again must not read our input or write our result. */
const ours = ['ECS_PROMOTE_INPUT', 'ECS_PROMOTE_INPUT_FILE', 'ECS_PROMOTE_RESULT'];

/** Programs as processes, each in a group of its own, so that what they begin ends with them. */
export function processCommands(place: {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Commands {
  const inherited = Object.fromEntries(Object.entries(place.env).filter(([name]) => !ours.includes(name)));
  return {
    async run({ words: [program, ...words], environment, timeoutMilliseconds }, signal) {
      signal?.throwIfAborted();
      const began = performance.now();
      const child = spawn(program, words, {
        cwd: place.cwd,
        env: { ...inherited, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const output = new TailOfOutput(child);
      const ended = await endOf(child, AbortSignal.timeout(timeoutMilliseconds), signal);
      signal?.throwIfAborted();
      return { ended, milliseconds: performance.now() - began, tail: output.lines() };
    },
  };
}

function endOf(
  child: ChildProcess,
  limit: AbortSignal,
  interrupted?: AbortSignal,
): Promise<CommandEnd['ended']> {
  return new Promise((resolve) => {
    const done = (ended: CommandEnd['ended']): void => {
      for (const signal of [limit, interrupted]) signal?.removeEventListener('abort', end);
      // Whoever else holds the other end must not keep this process alive.
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(ended);
    };
    const end = (): void => {
      signalGroup(child, 'SIGTERM');
      AbortSignal.timeout(graceMilliseconds).addEventListener('abort', () => {
        signalGroup(child, 'SIGKILL');
      });
    };
    for (const signal of [limit, interrupted]) signal?.addEventListener('abort', end, { once: true });
    child.on('error', (cause) => {
      done({ by: 'notStarted', reason: reasonOf(cause) });
    });
    child.on('exit', (code, signal) => {
      const ended = limit.aborted
        ? ({ by: 'timeout' } as const)
        : signal === null
          ? ({ by: 'exit', code: code ?? 1 } as const)
          : ({ by: 'signal', signal } as const);
      child.on('close', () => {
        done(ended);
      });
      AbortSignal.timeout(drainMilliseconds).addEventListener('abort', () => {
        done(ended);
      });
    });
  });
}

/** The group has the number of its first process; when all of it is gone there is nobody to tell. */
function signalGroup({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}

function reasonOf(cause: Error): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'it was not found';
  return code === 'EACCES' ? 'this user may not run it' : cause.message;
}
