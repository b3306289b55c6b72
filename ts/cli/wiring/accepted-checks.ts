import { preflightErrors } from '../../core/errors/catalogue/preflight.ts';
import type { CheckId } from '../../core/preflight/check-ids.ts';

/** Errors: `preflight-accepted-without-reason`. */
export function acceptedChecks(input: {
  readonly acceptFailed: readonly CheckId[];
  readonly reason?: string | undefined;
}): readonly CheckId[] {
  const { acceptFailed, reason = '' } = input;
  if (acceptFailed.length > 0 && reason.trim() === '')
    throw preflightErrors.acceptedWithoutReason.error({ checks: acceptFailed });
  return acceptFailed;
}
