import type { Host, Program } from './host.ts';
import { main } from './main.ts';
import { problemText } from './problem-text.ts';
import { bug } from './run-step.ts';

/** Jenkins kills what has not ended five seconds after SIGTERM; one of them is for writing the result. */
const graceMilliseconds = 4000;

/** Runs the program in this process and ends the process. */
export function start(program: Program): void {
  // Until the program says otherwise the call has failed: a Node that runs out of things to do ends with 0.
  process.exitCode = 1;
  ignoreClosedPipes();
  process.on('uncaughtException', (cause) => {
    die(cause, program);
  });
  main(program, realHost()).then(
    (code) => process.exit(code),
    (cause: unknown) => {
      die(cause, program);
    },
  );
}

function die(cause: unknown, program: Program): never {
  const { trace, problems } = bug(cause, 'the program', program.version);
  process.stderr.write(`${trace ?? ''}\n${problemText(problems)}`);
  process.exit(1);
}

/** `ecs-promote choices | head -1` closes the pipe early; that is no failure of the step, whose result stands. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EPIPE') throw cause;
    });
  }
}

function realHost(): Host {
  const listeners: ((signal: string) => void)[] = [];
  let received: string | undefined;
  let timeIsUp: () => void;
  const outOfTime = new Promise<void>((resolve) => {
    timeIsUp = resolve;
  });
  const receive = (signal: string): void => {
    // A second signal changes nothing: a terminal and npm both pass on the same Ctrl-C.
    if (received !== undefined) return;
    received = signal;
    // Jenkins' patience is in real seconds, whatever the rehearsal's clock says.
    // eslint-disable-next-line no-restricted-globals -- see above
    setTimeout(timeIsUp, graceMilliseconds);
    for (const listener of listeners) listener(signal);
  };
  process.on('SIGTERM', receive);
  process.on('SIGINT', receive);
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    nodeVersion: process.version,
    out: writeOut,
    err: (text) => void process.stderr.write(text),
    onInterrupt: (listener) => {
      listeners.push(listener);
      if (received !== undefined) listener(received);
    },
    outOfTime,
    nothingLeft: new Promise((resolve) =>
      process.once('beforeExit', () => {
        resolve();
      }),
    ),
  };
}

/** Pipes are written in the background: leaving before the callback would cut the answer short. */
function writeOut(text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve) => {
    process.stdout.write(text, () => {
      resolve();
    });
  });
}
