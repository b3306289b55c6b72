import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { serveClock } from '../clock/http.ts';
import { answerOf } from './answer.ts';
import type { CallLog } from './calls.ts';
import { serveControl } from './control.ts';
import type { AwsRequest } from './router.ts';
import type { World } from './world.ts';

const clockPath = '/_rehearsal/clock/';
const controlPath = '/_rehearsal/';

/** The one HTTP server: AWS at `/`, the virtual clock and the rehearsal's own controls under `/_rehearsal/`. */
export function createEmulatorServer(world: World, log: CallLog): Server {
  const server = createServer((request, response) => {
    void serve(request, response, world, log).catch(() => {
      response.destroy();
    });
  });
  // Participants and sleeps keep their requests open for as long as the rehearsal runs.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  return server;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  log: CallLog,
): Promise<void> {
  const path = request.url ?? '/';
  if (path.startsWith(clockPath)) {
    serveClock(world.clock, path.slice(clockPath.length), await textOf(request), request, response);
  } else if (path.startsWith(controlPath)) {
    serveControl(world, log, path.slice(controlPath.length), await textOf(request), request, response);
  } else if (request.method === 'HEAD' && path === '/') {
    // Whoever asks for nothing is still told the time: the virtual one, where Node would write its own.
    response.writeHead(302, { date: new Date(world.now()).toUTCString() }).end();
  } else {
    await serveAws(request, response, world, log);
  }
}

/** Time stands still from the request's first byte until its answer has gone, or its sender has. */
async function serveAws(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  log: CallLog,
): Promise<void> {
  response.on('close', world.clock.hold());
  const answer = await answerOf(await requestOf(request), world, log);
  if (answer === 'drop') {
    request.socket.destroy();
  } else {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

async function requestOf(request: IncomingMessage): Promise<AwsRequest> {
  const { method = 'GET', url = '/', headers } = request;
  return { method, url, headers, body: await textOf(request) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
