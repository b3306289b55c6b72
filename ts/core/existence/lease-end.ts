import { existenceErrors } from '../errors/catalogue/existence.ts';

/** How long a person wants an environment: for some hours from now, or until an instant. */
export interface WantedLease {
  readonly hours?: number | undefined;
  /** ISO 8601 with an offset, `2026-11-27T18:00+11:00`. */
  readonly until?: string | undefined;
}

/** Fourteen days: whoever needs an environment for longer can say so again, and one that was forgotten is not paid for all year. */
const longestHours = 14 * 24;

/**
 * The end of the lease (ISO 8601, UTC); null where none is wanted.
 * Errors: `environment-lease-unclear`, `environment-lease-length`.
 *
 * @param now milliseconds since the epoch
 */
export function leaseEnd({ hours, until }: WantedLease, now: number): string | null {
  if (hours === undefined && until === undefined) return null;
  if (hours !== undefined && until !== undefined) throw unclear('--hours and --until are both given');
  const end = until === undefined ? now + (hours ?? 0) * 3_600_000 : instantOf(until);
  if (end <= now || end > now + longestHours * 3_600_000) {
    throw existenceErrors.leaseLength.error({ until: new Date(end).toISOString(), longestHours });
  }
  return new Date(end).toISOString();
}

function instantOf(text: string): number {
  const instant = /T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) throw unclear(`--until is “${text}”`);
  return instant;
}

function unclear(found: string): Error {
  return existenceErrors.leaseUnclear.error({ found });
}
