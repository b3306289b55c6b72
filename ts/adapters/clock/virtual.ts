import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { clockErrors } from '../../core/errors/catalogue/clock.ts';
import type { ProblemError } from '../../core/errors/problem.ts';
import type { OpenedClock } from './index.ts';

/**
 * The rehearsal's clock, shared by every process that takes part: time moves on only when all of them sleep, so `now()` can be
 * answered from memory. A connection held open says that we are alive; when we die the clock no longer waits for us.
 */
export async function joinVirtualClock(address: string, name = 'ecs-promote'): Promise<OpenedClock> {
  const url = loopbackUrl(address);
  const membership = await join(url, name);
  let now = membership.now;

  const sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    if (milliseconds <= 0) return;
    const answer = await ask(
      url,
      `/participants/${membership.id}/sleep`,
      { until: now + milliseconds },
      signal,
    );
    now = Math.max(now, numberIn(answer, 'now', url));
  };
  const close = (): Promise<void> => {
    membership.leave();
    return Promise.resolve();
  };
  return { clock: { now: () => now, sleep }, close };
}

/** Only our own machine may turn the clock: see `clock-not-loopback`. */
function loopbackUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLoopback =
    url?.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (!url || !isLoopback) throw clockErrors.clockNotLoopback.error({ url: address });
  return url;
}

interface Membership {
  readonly id: string;
  readonly now: number;
  leave(): void;
}

/** The first line of the answer names us; the answer then stays open for as long as we live. */
function join(url: URL, name: string): Promise<Membership> {
  return new Promise((resolve, reject) => {
    let text = '';
    const sent = post(url, '/participants', { name }, (response) => {
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('end', () => {
        reject(unreachable(url, `it answered ${statusOf(response)} and closed`));
      });
      response.on('data', (chunk: string) => {
        text += chunk;
        if (!text.includes('\n')) return;
        response.removeAllListeners('data').resume();
        // Being known to the clock is no reason for a process to stay: only a sleep under way is.
        response.socket.unref();
        try {
          const line = text.slice(0, text.indexOf('\n'));
          const leave = (): void => void sent.destroy();
          resolve({ id: stringIn(line, 'id', url), now: numberIn(line, 'now', url), leave });
        } catch (error) {
          sent.destroy();
          reject(error instanceof Error ? error : unreachable(url, String(error)));
        }
      });
    });
    sent.on('error', (error) => {
      reject(unreachable(url, error.message, error));
    });
  });
}

/** Closing the request, by `signal`, takes the question back. */
function ask(url: URL, path: string, body: unknown, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      sent.destroy();
      reject(signal?.reason as Error);
    };
    const failed = (error: Error): void => {
      signal?.removeEventListener('abort', stop);
      reject(unreachable(url, error.message, error));
    };
    const sent = post(url, path, body, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', failed);
      response.on('end', () => {
        signal?.removeEventListener('abort', stop);
        if (response.statusCode === 200) resolve(text);
        else reject(unreachable(url, `it answered ${statusOf(response)}`));
      });
    });
    sent.on('error', failed);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function post(
  url: URL,
  path: string,
  body: unknown,
  answered: (response: IncomingMessage) => void,
): ClientRequest {
  const bytes = Buffer.from(JSON.stringify(body));
  const sent = request(
    `${url.href.replace(/\/$/, '')}${path}`,
    {
      method: 'POST',
      // A connection of its own for each question: one kept from an earlier sleep may have died unnoticed.
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': bytes.length },
    },
    answered,
  );
  sent.end(bytes);
  return sent;
}

function statusOf(response: IncomingMessage): string {
  return `${response.statusCode ?? 0} ${response.statusMessage ?? ''}`.trim();
}

function stringIn(text: string, member: string, url: URL): string {
  const value = memberOf(text, member, url);
  if (typeof value !== 'string') throw unreachable(url, `it answered without "${member}"`);
  return value;
}

function numberIn(text: string, member: string, url: URL): number {
  const value = memberOf(text, member, url);
  if (typeof value !== 'number') throw unreachable(url, `it answered without "${member}"`);
  return value;
}

function memberOf(text: string, member: string, url: URL): unknown {
  try {
    return (JSON.parse(text) as Record<string, unknown>)[member];
  } catch (error) {
    throw unreachable(url, 'its answer is not JSON', error);
  }
}

function unreachable(url: URL, reason: string, cause?: unknown): ProblemError {
  return clockErrors.clockUnreachable.error({ url: url.href, reason }, { cause });
}
