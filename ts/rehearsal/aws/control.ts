import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
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
 *     POST   probes {"rule"}  begins to send a request a second through the rule or listener of that ARN → {"id"}
 *     GET    probes[/<id>]    what one has seen, or each
 *     DELETE probes/<id>      ends one and answers what it has seen
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
  const [, verb, probe] = /^(GET|DELETE) probes\/(.+)$/.exec(wish) ?? [];
  if (probe !== undefined) {
    const report = verb === 'GET' ? world.probes.report(probe) : world.probes.stop(probe);
    return report ? [200, report] : [404, { error: `There is no ${probe}.` }];
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
    case 'GET probes':
      return [200, world.probes.list()];
    case 'POST probes':
      return started(world, body);
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

function started(world: World, body: string): [number, unknown] {
  try {
    const { rule } = z.parse(z.strictObject({ rule: z.string() }), JSON.parse(body));
    return [200, { id: world.probes.start(rule) }];
  } catch (error) {
    return [400, { error: String(error) }];
  }
}
