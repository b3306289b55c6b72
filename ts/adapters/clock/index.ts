import type { Clock } from '../../ports/clock.ts';
import { systemClock } from './system.ts';

/** A clock, and how to let go of it. */
export interface OpenedClock {
  readonly clock: Clock;
  /** Leaves a virtual clock, so that it no longer waits for us; nothing for the system's. */
  close(): Promise<void>;
}

/**
 * The system's clock, or the rehearsal's where `ECS_PROMOTE_CLOCK_URL` names one.
 * Errors: `clock-not-loopback`, `clock-unreachable`.
 */
export async function openClock(env: Readonly<Record<string, string | undefined>>): Promise<OpenedClock> {
  const url = env['ECS_PROMOTE_CLOCK_URL'];
  if (url !== undefined && url !== '') {
    // Only a rehearsal pays for an HTTP client at the start.
    const { joinVirtualClock } = await import('./virtual.ts');
    return joinVirtualClock(url, env['ECS_PROMOTE_CLOCK_NAME']);
  }
  return { clock: systemClock, close: () => Promise.resolve() };
}
