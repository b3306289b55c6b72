import { createHash } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { Report } from '../../ports/report.ts';
import { explain } from './explain.ts';
import { failureOf, type Failure, type SdkError } from './failure.ts';

/**
 * Sends a request, and sends it again while that can help. `operation` is as IAM writes it, `ecs:DescribeServices`, and for people.
 * Rejects with a catalogue error whose cause is the SDK's, or with the reason of the signal.
 */
export type Call = <T>(
  operation: string,
  send: (options: { readonly abortSignal?: AbortSignal }) => Promise<T>,
) => Promise<T>;

export interface CallSurroundings {
  readonly clock: Clock;
  /** Told when AWS makes us wait. */
  readonly report?: Report | undefined;
  /** Ends waiting and requests under way. */
  readonly signal?: AbortSignal | undefined;
}

/** How often something is tried that fails in a way that may pass, and how long it is waited for; milliseconds. */
const patience = {
  throttled: { attempts: 12, firstPause: 500 },
  failing: { attempts: 7, firstPause: 250 },
  unreachable: { attempts: 5, firstPause: 250 },
} as const;
const longestPause = 20_000;

/**
 * The one retry policy of all AWS clients (whose own is switched off, because it would wait on the real time): exponential back-off
 * with full jitter, as the AWS Architecture Blog's "Exponential Backoff And Jitter" found best.
 */
export function awsCalls({ clock, report, signal }: CallSurroundings): Call {
  return async (operation, send) => {
    const start = clock.now();
    for (let attempt = 1; ; attempt++) {
      try {
        signal?.throwIfAborted();
        return await send(signal ? { abortSignal: signal } : {});
      } catch (error) {
        signal?.throwIfAborted();
        const failure = failureOf(error);
        if (!failure) throw error;
        if (!failure.passes || attempt >= patience[failure.kind].attempts) {
          const tried = { operation, attempts: attempt, milliseconds: clock.now() - start };
          throw explain(failure, error as SdkError, tried);
        }
        const pause = pauseBefore(failure, attempt, `${operation} ${start}`);
        if (attempt > 1) report?.line(waiting(failure, operation, pause));
        await clock.sleep(pause, signal);
      }
    }
  };
}

/** Milliseconds, from none to all of what the attempt's number allows. */
function pauseBefore(failure: Failure & { passes: true }, attempt: number, seed: string): number {
  const limit = Math.min(patience[failure.kind].firstPause * 2 ** (attempt - 1), longestPause);
  return Math.ceil(fraction(`${seed} ${attempt}`) * limit);
}

/** Spread evenly from 0 to 1, and the same again for the same seed, so that a rehearsal is the same each time. */
function fraction(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE() / 2 ** 32;
}

function waiting({ kind }: Failure, operation: string, pause: number): string {
  const what = kind === 'throttled' ? 'AWS throttles' : kind === 'failing' ? 'AWS fails at' : 'No answer to';
  return `${what} ${operation}; trying again in ${(pause / 1000).toFixed(1)} s`;
}
