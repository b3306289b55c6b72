import type { HttpAnswer } from '../../core/smoke/judge.ts';
import type { Probe } from '../../ports/probe.ts';

/** More of a body is not held against anything: a check reads a page, not a download. */
const bodyLimitBytes = 1024 * 1024;

/** Asks over HTTP. The limit is real time also in a rehearsal: it is the network that is waited for, not the deployment. */
export const httpProbe: Probe = {
  async get({ url, headers, timeoutMilliseconds }, signal) {
    const limit = AbortSignal.timeout(timeoutMilliseconds);
    const began = performance.now();
    const milliseconds = () => performance.now() - began;
    try {
      const response = await fetch(url, {
        redirect: 'manual',
        headers,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      const body = await textOf(response);
      return { ...headOf(response), body, milliseconds: milliseconds() };
    } catch (error) {
      signal?.throwIfAborted();
      return {
        unanswered: limit.aborted ? `no answer within ${timeoutMilliseconds / 1000} s` : reasonOf(error),
        milliseconds: milliseconds(),
      };
    }
  },
};

function headOf({ status, headers }: Response): Pick<HttpAnswer, 'status' | 'headers'> {
  return { status, headers: Object.fromEntries(headers) };
}

/** A character that is cut off at the limit, or is no UTF-8, becomes the replacement character. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes >= bodyLimitBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, bodyLimitBytes).toString('utf8');
}

/** `fetch` says "fetch failed" and keeps what happened in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return cause?.message ?? message ?? String(error);
}
