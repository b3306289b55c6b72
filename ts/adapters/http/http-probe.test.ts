import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpProbe } from './http-probe.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/hangs') return;
    if (request.url === '/moved') response.setHeader('location', '/');
    response.writeHead(request.url === '/moved' ? 302 : 503).end('body');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('answers the status, also of an error', async () => {
  expect(await httpProbe.status(`${url}/`, 1000)).toBe(503);
});

test('a redirect is the answer, not what it leads to', async () => {
  expect(await httpProbe.status(`${url}/moved`, 1000)).toBe(302);
});

test('a service that does not answer is given up after the limit', async () => {
  expect(await httpProbe.status(`${url}/hangs`, 50)).toEqual({ unanswered: 'no answer within 0.05 s' });
});

test('says why nothing answers', async () => {
  expect(await httpProbe.status('http://127.0.0.1:1/', 1000)).toEqual({
    unanswered: expect.stringMatching(/refused|bad port/) as string,
  });
});

test('an interruption ends the question with its reason', async () => {
  const interruption = new AbortController();
  const asked = httpProbe.status(`${url}/hangs`, 60_000, interruption.signal);
  interruption.abort(new Error('interrupted'));
  await expect(asked).rejects.toThrow('interrupted');
});
