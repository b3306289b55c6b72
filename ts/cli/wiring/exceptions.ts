import { gateErrors } from '../../core/errors/catalogue/gate.ts';
import type { ExceptionName } from '../../core/gates/exception-names.ts';
import type { Exceptions } from '../../core/gates/situation.ts';

/** The exceptions that are asked for, each for the reason given. Errors: `gate-exception-without-reason`. */
export function exceptionsIn(input: {
  readonly exception: readonly ExceptionName[];
  readonly reason?: string | undefined;
}): Exceptions {
  const { exception, reason = '' } = input;
  if (exception.length > 0 && reason.trim() === '')
    throw gateErrors.exceptionWithoutReason.error({ exceptions: exception });
  return Object.fromEntries(exception.map((name) => [name, reason]));
}
