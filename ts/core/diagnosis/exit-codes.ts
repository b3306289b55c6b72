import type { ClassId } from './classes.ts';
import type { Confidence } from './sign.ts';

/** What an exit code alone says, when ECS gives no reason besides that an essential container ended. */
export interface Ending {
  readonly class: ClassId;
  readonly confidence: Confidence;
  readonly says: string;
  readonly advice?: string;
}

const readTheLog = 'Read the last lines of the container’s log';

export function endingOf(code: number): Ending {
  return (
    known[code] ?? { class: 'exit-code', confidence: 'likely', says: 'the application ended with an error' }
  );
}

/**
 * 128 + n stands for signal n. An essential container that nobody asked to stop and that got a SIGKILL was killed by the kernel for
 * its memory: docker reports that only when the container's own limit was hit, not the task's or the instance's.
 */
const known: Readonly<Record<number, Ending>> = {
  0: {
    class: 'exit-code',
    confidence: 'likely',
    says: 'it ended without an error',
    advice:
      'An essential container of a service has to go on running: check that its command does not return, or mark it as not essential.',
  },
  126: { class: 'command-not-found', confidence: 'likely', says: 'the command cannot be executed' },
  127: { class: 'command-not-found', confidence: 'likely', says: 'the command was not found' },
  134: { class: 'exit-code', confidence: 'likely', says: 'the application aborted itself (SIGABRT)' },
  137: {
    class: 'out-of-memory',
    confidence: 'likely',
    says: 'it was killed (SIGKILL)',
    advice: `Compare the memory it used with what it may use; a container that ignores SIGTERM until its stop timeout ends so, too. ${readTheLog}.`,
  },
  139: {
    class: 'exit-code',
    confidence: 'likely',
    says: 'the application crashed (SIGSEGV)',
    advice: `${readTheLog}; look for native code, and for an image or base image of another build.`,
  },
  143: {
    class: 'exit-code',
    confidence: 'guess',
    says: 'it was asked to end (SIGTERM)',
    advice: 'Something asked it to end: look which other container of the task ended first.',
  },
};
