import type { IncomingMessage, ServerResponse } from 'node:http';
import type { VirtualClock } from './virtual-clock.ts';

/**
 * The clock over HTTP, for the processes of a rehearsal:
 *
 *     POST participants {"name"}               → {"id","now"}, then the response stays open; when it closes, the participant is gone
 *     POST participants/<id>/sleep {"until"}   → {"now"} once virtual time is at least `until`; closing it early ends the sleep
 *     GET  now                                 → {"now"}
 *
 * `path` is what follows the clock's address, without its slash.
 */
export function serveClock(
  clock: VirtualClock,
  path: string,
  body: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const sleeper = /^participants\/([^/]+)\/sleep$/.exec(path)?.[1];
  if (request.method === 'GET' && path === 'now') {
    answer(response, 200, { now: clock.now() });
  } else if (request.method === 'POST' && path === 'participants') {
    serveParticipant(clock, parsed(body)['name'], response);
  } else if (request.method === 'POST' && sleeper !== undefined) {
    serveSleep(clock, sleeper, parsed(body)['until'], response);
  } else {
    answer(response, 404, { error: `The clock does not know ${request.method ?? ''} ${path}.` });
  }
}

function serveParticipant(clock: VirtualClock, name: unknown, response: ServerResponse): void {
  const participant = clock.register(typeof name === 'string' ? name : 'unnamed');
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(`${JSON.stringify({ id: participant.id, now: clock.now() })}\n`);
  response.on('close', () => {
    clock.deregister(participant.id);
  });
}

function serveSleep(clock: VirtualClock, id: string, until: unknown, response: ServerResponse): void {
  const participant = clock.participant(id);
  if (!participant) {
    answer(response, 404, { error: `The clock has no participant ${id}.` });
  } else if (typeof until !== 'number' || !Number.isFinite(until)) {
    answer(response, 400, { error: 'until must be a number: milliseconds since the epoch.' });
  } else {
    const cancel = participant.sleep(until, (now) => {
      answer(response, 200, { now });
    });
    response.on('close', cancel);
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
