import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog } from './calls.ts';
import type { Fault } from './faults/fault.ts';
import { stateOf } from './state-report.ts';
import type { World } from './world.ts';

/**
 * The rehearsal's own controls over HTTP, for drivers in another process:
 *
 *     GET    calls            every call so far
 *     GET    state            what is in the emulated AWS
 *     GET    faults           the faults in force
 *     POST   faults {fault}   → {"id"}
 *     DELETE faults[/<id>]    ends one, or all
 */
export function serveControl(
  world: World,
  log: CallLog,
  path: string,
  body: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [status, answer] = controlled(world, log, `${request.method ?? ''} ${path}`, body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function controlled(world: World, log: CallLog, wish: string, body: string): [number, unknown] {
  const fault = /^DELETE faults\/(.+)$/.exec(wish)?.[1];
  if (fault !== undefined) {
    world.faults.remove(fault);
    return [200, {}];
  }
  switch (wish) {
    case 'GET calls':
      return [200, log.calls];
    case 'GET state':
      return [200, stateOf(world)];
    case 'GET faults':
      return [200, world.faults.list()];
    case 'POST faults':
      return added(world, body);
    case 'DELETE faults':
      world.faults.clear();
      return [200, {}];
    default:
      return [404, { error: `The rehearsal has no ${wish}.` }];
  }
}

function added(world: World, body: string): [number, unknown] {
  try {
    return [200, { id: world.faults.add(JSON.parse(body) as Fault) }];
  } catch (error) {
    return [400, { error: String(error) }];
  }
}
