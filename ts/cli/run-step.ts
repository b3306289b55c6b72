import { setMaxListeners } from 'node:events';
import * as z from 'zod/mini';
import { bugErrors } from '../core/errors/catalogue/bug.ts';
import { programErrors } from '../core/errors/catalogue/program.ts';
import type { Problem } from '../core/errors/problem.ts';
import type { Step } from '../steps/step.ts';
import type { Answer, Context } from './context.ts';
import { ended, failed, type Ending } from './ending.ts';
import type { AnyRun, Host, Program } from './host.ts';
import { missingPart } from './missing-part.ts';
import { printableLines } from './printable.ts';

/** Runs a step on its checked input. Whatever happens in there becomes an ending. */
export async function runStep(step: Step, input: unknown, program: Program, host: Host): Promise<Ending> {
  const interruption = new AbortController();
  // Every request listens to it, and a plan sends hundreds at a time: Node would take more than ten for a leak, and say so.
  setMaxListeners(0, interruption.signal);
  let signal = '';
  host.onInterrupt((name) => {
    signal = name;
    interruption.abort(programErrors.interrupted.error({ signal, step: step.name, ended: true }));
  });
  const running = run(step, input, program, host, interruption.signal).then(
    (answer) => answered(answer, step, host),
    (cause: unknown) => threw(cause, step, program),
  );
  const late = host.outOfTime.then(() =>
    failed([programErrors.interrupted.problem({ signal, step: step.name, ended: false })]),
  );
  const stuck = host.nothingLeft.then(() =>
    failed([bugErrors.neverEnded.problem({ step: step.name, version: program.version })]),
  );
  const ending = await Promise.race([running, late, stuck]);
  return interruption.signal.aborted ? interrupted(ending, signal, step) : ending;
}

async function run(
  step: Step,
  input: unknown,
  program: Program,
  host: Host,
  interrupted: AbortSignal,
): Promise<Answer<unknown>> {
  const load = program.runners[step.bundle](step.name)[step.name];
  if (!load) throw new Error(`no runner is registered for ${step.name} in the ${step.bundle} bundle`);
  const [runner, clocks] = await Promise.all([load(), import('../adapters/clock/index.ts')]);
  const opened = await clocks.openClock(host.env);
  const report = {
    line: (text: string) => {
      host.err(`${printableLines(text)}\n`);
    },
  };
  const { env, cwd } = host;
  const context: Context = { env, cwd, clock: opened.clock, report, interrupted, version: program.version };
  try {
    return await (runner.run as AnyRun)(input as z.infer<Step['input']>, context);
  } finally {
    await opened.close();
  }
}

/**
 * An output that its own schema refuses is our mistake; but what the step did is done, so that is told and not turned into a
 * failure.
 */
function answered(
  { output, text, jsonLines, problems = [] }: Answer<unknown>,
  step: Step,
  host: Host,
): Ending {
  const parsed = z.safeParse(step.output, output);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join('.') || 'output').join(', ');
    host.err(`warning: the output of ${step.name} is not as documented in ${where}; please report it\n`);
  }
  return { ...ended({ output: parsed.success ? parsed.data : output, text }), jsonLines, problems };
}

function threw(cause: unknown, step: Step, program: Program): Ending {
  const incomplete = withoutPart(cause, step.name);
  if (incomplete) return incomplete;
  const problems = problemsOf(cause);
  return problems.length > 0 ? failed(problems, causesOf(cause)) : bug(cause, step.name, program.version);
}

/**
 * An interrupted step never ends with 0, even when it was done in time: Jenkins takes a 0 for success and swallows the abort. What
 * else went wrong after the signal most likely went wrong because of it: it is told, and does not decide the exit code. A bug is
 * not told, its stack is.
 */
function interrupted(ending: Ending, signal: string, step: Step): Ending {
  const [known] = ending.problems.filter(({ category }) => category === 'interrupted');
  const first = known ?? programErrors.interrupted.problem({ signal, step: step.name, ended: true });
  const others = ending.problems.filter(({ category }) => category !== 'interrupted' && category !== 'bug');
  return { ...ending, problems: [first, ...others] };
}

/** How it ends where a file of the program is not there; undefined for every other exception. */
export function withoutPart(cause: unknown, step: string): Ending | undefined {
  const file = missingPart(cause);
  if (file === undefined) return undefined;
  const values = { step, file, reason: 'no such file' };
  return failed([programErrors.bundleMissing.problem(values)], causesOf(cause));
}

/** An exception that nobody foresaw. */
export function bug(cause: unknown, step: string, version: string): Ending {
  const message = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
  return failed([bugErrors.bug.problem({ message, step, version })], traceOf(cause));
}

/** By its shape and not by `instanceof`: each bundle has its own copy of the class. */
function problemsOf(cause: unknown): readonly Problem[] {
  if (!(cause instanceof Error) || cause.name !== 'ProblemError' || !('problems' in cause)) return [];
  return cause.problems as readonly Problem[];
}

/** What lies behind our own error, for whoever has to mend it: the messages, not the stacks. */
function causesOf(error: unknown): string | undefined {
  const { cause } = error as Error;
  if (!(cause instanceof Error)) return undefined;
  return [`caused by ${printableLines(String(cause))}`, causesOf(cause)].filter(Boolean).join('\n');
}

function traceOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const stack = cause.stack ?? String(cause);
  return cause.cause === undefined ? stack : `${stack}\ncaused by ${traceOf(cause.cause)}`;
}
