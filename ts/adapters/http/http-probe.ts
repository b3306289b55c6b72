import type { Probe } from '../../ports/probe.ts';

/** Asks over HTTP. The limit is real time also in a rehearsal: it is the network that is waited for, not the deployment. */
export const httpProbe: Probe = {
  async status(url, timeoutMilliseconds, signal) {
    const limit = AbortSignal.timeout(timeoutMilliseconds);
    try {
      const response = await fetch(url, {
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      await response.body?.cancel();
      return response.status;
    } catch (error) {
      signal?.throwIfAborted();
      return {
        unanswered: limit.aborted ? `no answer within ${timeoutMilliseconds / 1000} s` : reasonOf(error),
      };
    }
  },
};

/** `fetch` says "fetch failed" and keeps what happened in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return cause?.message ?? message ?? String(error);
}
