/**
 * How often deployments are looked at. Fast while things happen, because a wrong image or a crash shows then; slower while it is
 * quiet, but never so slow that what is wrong would stay unnamed for more than ten seconds; and never more than the budget allows,
 * which leaves the account's request rates to everybody else. (ECS refills 20 read requests a second, "Request throttling for the
 * Amazon ECS API".)
 */
export interface Rhythm {
  /** Milliseconds until the next look. */
  readonly pause: number;
  /** Requests that may be sent at once; below zero where a look cost more than was foreseen, which the next pause makes up for. */
  readonly tokens: number;
  /** Whether the budget makes it look less often than what is wrong should take to be named. */
  readonly isScarce: boolean;
  readonly at: number;
  readonly quietPause: number;
}

export const budget = { requestsPerSecond: 2, atOnce: 60 } as const;
export const shortestPause = 2_000;
export const longestPause = 8_000;
const promised = 10_000;

export function beginRhythm(now: number): Rhythm {
  return {
    pause: shortestPause,
    tokens: budget.atOnce,
    isScarce: false,
    at: now,
    quietPause: shortestPause,
  };
}

/** After a look: whether it brought news, and how many requests were sent since the one before. The next one is taken to cost the same. */
export function nextRhythm(
  { tokens, at, quietPause }: Rhythm,
  { news, requests, now }: { readonly news: boolean; readonly requests: number; readonly now: number },
): Rhythm {
  const refilled = Math.min(budget.atOnce, tokens + ((now - at) / 1000) * budget.requestsPerSecond);
  const left = refilled - requests;
  const wanted = news ? shortestPause : Math.min(quietPause * 1.5, longestPause);
  const affordable = Math.ceil(((requests - left) / budget.requestsPerSecond) * 1000);
  const pause = Math.max(wanted, affordable);
  return { pause, tokens: left, isScarce: pause > promised, at: now, quietPause: wanted };
}
