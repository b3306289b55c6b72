import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noticeEvents, type Notice, type NoticeTarget } from '../../core/notice/notice.ts';
import { WebhookNotices } from './webhook-notices.ts';

const secret = 'T00/B00/planted-webhook-secret';
let server: Server;
let origin: string;
let received: {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}[];
let lines: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      if (request.url?.startsWith('/hangs')) return;
      if (request.url?.startsWith('/moved')) response.setHeader('location', `/${secret}`);
      response.writeHead(
        request.url?.startsWith('/moved') ? 307 : request.url?.startsWith('/gone') ? 410 : 200,
      );
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  received = [];
  lines = [];
});

const notice: Notice = {
  event: 'failed',
  environment: 'live',
  text: 'The promotion failed.',
  releaseId: null,
  services: {},
  by: 'anna',
  reason: null,
};

const target = (differing: Partial<NoticeTarget> = {}): NoticeTarget => ({
  kind: 'webhook',
  address: 'HOOK',
  events: noticeEvents,
  environments: null,
  requestHeaders: {},
  body: { text: '{text}' },
  ...differing,
});

const send = (
  variables: Readonly<Record<string, string>>,
  targets: readonly NoticeTarget[] = [target()],
  interrupted = new AbortController().signal,
) =>
  new WebhookNotices({
    targets,
    variables: (name) => variables[name],
    url: null,
    report: { line: (text) => lines.push(text) },
    interrupted,
  }).send(notice);

test('posts JSON to each address, with its headers', async () => {
  const headers = { Authorization: { env: 'TOKEN' }, 'X-Team': 'kitchen' };
  const told = await send({ HOOK: `${origin}/a`, SLACK: `${origin}/b`, TOKEN: 'Bearer abc' }, [
    target({ requestHeaders: headers }),
    target({ kind: 'slack', address: 'SLACK' }),
  ]);
  expect(told).toEqual([
    { address: 'HOOK', failure: null },
    { address: 'SLACK', failure: null },
  ]);
  expect(lines).toEqual([]);
  const at = (path: string) => received.find((request) => request.path === path);
  expect(at('/a')?.headers).toMatchObject({
    'content-type': 'application/json',
    authorization: 'Bearer abc',
    'x-team': 'kitchen',
  });
  expect(JSON.parse(at('/a')?.body ?? '')).toEqual({ text: 'The promotion failed.' });
  expect(JSON.parse(at('/b')?.body ?? '')).toEqual({ text: '*live* has failed\nThe promotion failed.' });
});

describe('what does not arrive is one line without the address', () => {
  test.each([
    ['no address', {}, 'the variable is not set'],
    ['no web address', { HOOK: `file:///${secret}` }, 'the variable holds no http or https address'],
    ['not even an address', { HOOK: `https://[${secret}` }, 'the variable holds no http or https address'],
    [
      'a port where nobody listens',
      { HOOK: `http://127.0.0.1:9/${secret}` },
      /^(ECONNREFUSED|the request .*)$/,
    ],
    [
      'an address with a password',
      { HOOK: `http://u:${secret.replaceAll('/', '')}@127.0.0.1` },
      'the request could not be made',
    ],
  ] as const)('%s', async (_, variables: Readonly<Record<string, string>>, failure) => {
    const [told] = await send(variables);
    expect(told?.failure).toMatch(failure);
    expect(lines).toEqual([`note: HOOK was not told "failed": ${told?.failure}`]);
    expect(lines.join()).not.toContain('planted');
  });

  test('a refusal', async () => {
    await send({ HOOK: `${origin}/gone/${secret}` });
    expect(lines).toEqual(['note: HOOK was not told "failed": it answered 410']);
  });

  test('a header that has no value, or one that HTTP does not take', async () => {
    const withToken = [target({ requestHeaders: { Authorization: { env: 'TOKEN' } } })];
    await send({ HOOK: origin }, withToken);
    await send({ HOOK: origin, TOKEN: `${secret}\nx` }, withToken);
    expect(lines).toEqual([
      'note: HOOK was not told "failed": the header Authorization has no value',
      'note: HOOK was not told "failed": the request could not be made',
    ]);
    expect(received).toEqual([]);
  });
});

test('is not sent on to where an answer points', async () => {
  await send({ HOOK: `${origin}/moved` });
  expect(lines).toEqual(['note: HOOK was not told "failed": it answered 307']);
  expect(received).toHaveLength(1);
});

test('whoever does not answer is given up in time, while others hear of it', async () => {
  const began = performance.now();
  const told = await send({ HOOK: `${origin}/hangs/${secret}`, OTHER: origin }, [
    target(),
    target({ address: 'OTHER' }),
  ]);
  expect(performance.now() - began).toBeLessThan(4000);
  expect(told).toEqual([
    { address: 'HOOK', failure: 'no answer in time' },
    { address: 'OTHER', failure: null },
  ]);
});

test('an interruption ends the waiting, and what is told after it takes a second at most', async () => {
  const interruption = new AbortController();
  const waiting = send({ HOOK: `${origin}/hangs` }, [target()], interruption.signal);
  interruption.abort(new Error('interrupted'));
  expect(await waiting).toEqual([{ address: 'HOOK', failure: 'the request could not be made' }]);
  expect(await send({ HOOK: origin }, [target()], interruption.signal)).toEqual([
    { address: 'HOOK', failure: null },
  ]);
  const began = performance.now();
  await send({ HOOK: `${origin}/hangs` }, [target()], interruption.signal);
  expect(performance.now() - began).toBeLessThan(2000);
});
