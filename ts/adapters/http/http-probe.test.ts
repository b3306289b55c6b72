import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpProbe } from './http-probe.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/hangs') return;
    if (request.url === '/moved') response.setHeader('location', '/');
    if (request.url === '/echo') {
      response.end(request.headers.authorization);
      return;
    }
    if (request.url === '/slow') {
      response.write('begin ');
      setTimeout(() => response.end('end'), 120);
      return;
    }
    if (request.url === '/endless') {
      const write = (): void => {
        if (response.writable) response.write('x'.repeat(65_536), write);
      };
      write();
      return;
    }
    response.setHeader('x-build', '90');
    response.writeHead(request.url === '/moved' ? 302 : 503).end('body');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, timeoutMilliseconds = 1000, headers = {}, signal?: AbortSignal) =>
  httpProbe.get({ url: `${url}${path}`, headers, timeoutMilliseconds }, signal);

test('answers status, headers and body, also of an error', async () => {
  expect(await ask('/')).toEqual({
    status: 503,
    headers: expect.objectContaining({ 'x-build': '90' }) as unknown,
    body: 'body',
    milliseconds: expect.any(Number) as number,
  });
});

test('sends the headers that it is given', async () => {
  expect(await ask('/echo', 1000, { Authorization: 'Bearer abc' })).toMatchObject({ body: 'Bearer abc' });
});

test('a redirect is the answer, not what it leads to', async () => {
  expect(await ask('/moved')).toMatchObject({ status: 302 });
});

test('the time is that until the last byte', async () => {
  const answer = await ask('/slow', 5000);
  expect(answer).toMatchObject({ body: 'begin end' });
  expect(answer.milliseconds).toBeGreaterThanOrEqual(100);
});

test('a service that does not answer is given up after the limit, also in the middle of the body', async () => {
  const unanswered = { unanswered: 'no answer within 0.05 s', milliseconds: expect.any(Number) as number };
  expect(await ask('/hangs', 50)).toEqual(unanswered);
  expect(await ask('/slow', 50)).toEqual(unanswered);
});

test('a body without an end is read up to a limit', async () => {
  const answer = await ask('/endless', 10_000);
  expect('body' in answer && answer.body.length).toBe(1024 * 1024);
});

test('says why nothing answers', async () => {
  const request = { url: 'http://127.0.0.1:1/', headers: {}, timeoutMilliseconds: 1000 };
  expect(await httpProbe.get(request)).toMatchObject({
    unanswered: expect.stringMatching(/refused|bad port/) as string,
  });
});

test('an interruption ends the question with its reason', async () => {
  const interruption = new AbortController();
  const asked = ask('/hangs', 60_000, {}, interruption.signal);
  interruption.abort(new Error('interrupted'));
  await expect(asked).rejects.toThrow('interrupted');
});
