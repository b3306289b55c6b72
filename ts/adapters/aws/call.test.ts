import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { BatchGetImageCommand, ECRClient } from '@aws-sdk/client-ecr';
import type { Clock } from '../../ports/clock.ts';
import { awsCalls } from './call.ts';

/** Remembers how long it was slept. */
class CountingClock implements Clock {
  readonly slept: number[] = [];
  at: number;
  constructor(at = 1_000_000) {
    this.at = at;
  }
  now(): number {
    return this.at;
  }
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(milliseconds);
    this.at += milliseconds;
    return Promise.resolve();
  }
}

type Reply =
  | 'drop'
  | 'silence'
  | { readonly status: number; readonly type?: string; readonly message?: string; readonly html?: boolean };
const good: Reply = { status: 200 };
const throttled: Reply = { status: 400, type: 'ThrottlingException', message: 'Rate exceeded' };

let server: Server;
let replies: Reply[] = [];
let requests = 0;
let client: ECRClient;
beforeEach(async () => {
  requests = 0;
  server = createServer((request, response) => {
    requests += 1;
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    request.resume();
    if (reply === 'drop' || reply === undefined) request.socket.destroy();
    else if (reply === 'silence') return;
    else if (reply.html) response.writeHead(reply.status).end('<html>Sign in</html>');
    else
      response
        .writeHead(reply.status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(
          JSON.stringify(
            reply.type === undefined ? { images: [] } : { __type: reply.type, message: reply.message },
          ),
        );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = clientAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

function clientAt(endpoint: string): ECRClient {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  return new ECRClient({ region: 'ap-southeast-2', endpoint, credentials, maxAttempts: 1 });
}

const images = new BatchGetImageCommand({ repositoryName: 'service1', imageIds: [{ imageTag: '90' }] });
const ask = (clock: Clock, more: { signal?: AbortSignal; lines?: string[]; to?: ECRClient } = {}) =>
  awsCalls({ clock, signal: more.signal, report: { line: (text) => more.lines?.push(text) } })(
    'ecr:BatchGetImage',
    (options) => (more.to ?? client).send(images, options),
  );

describe('a call to AWS', () => {
  it.each([
    ['throttles', [throttled, throttled, good]],
    ['answers 503', [{ status: 503, type: 'ServiceUnavailableException' }, good]],
    ['has a fault', [{ status: 500, type: 'ServerException', message: 'oops' }, good]],
    ['closes the connection', ['drop', 'drop', good]],
    ['answers 429 without a word', [{ status: 429 }, good]],
  ] as const)('is sent again when AWS %s, after a pause on the clock', async (_, script) => {
    replies = [...script];
    const clock = new CountingClock();
    await expect(ask(clock)).resolves.toMatchObject({ images: [] });
    expect(requests).toBe(script.length);
    expect(clock.slept).toHaveLength(script.length - 1);
  });

  it.each([
    [12, 'aws-throttled', throttled, 'AWS throttled ecr:BatchGetImage 12 times'],
    [
      7,
      'aws-failing',
      { status: 500, type: 'ServerException', message: 'oops' },
      'ServerException (HTTP 500)',
    ],
    [5, 'aws-unreachable', 'drop', 'got no answer from AWS in 5 attempts: '],
    [5, 'aws-unreachable', { status: 200, html: true }, 'what answered is not AWS'],
  ] as const)('is given up after %d times with %s', async (times, code, reply, what) => {
    replies = [reply];
    const clock = new CountingClock();
    await expect(ask(clock)).rejects.toMatchObject({
      problems: [{ code, category: 'infrastructure', what: expect.stringContaining(what) }],
    });
    expect(requests).toBe(times);
    for (const [i, pause] of clock.slept.entries())
      expect(pause).toBeLessThanOrEqual(Math.min((times === 12 ? 500 : 250) * 2 ** i, 20_000));
  });

  it.each([
    [
      'ExpiredTokenException',
      'The security token included in the request is expired',
      'aws-credentials-expired',
    ],
    [
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      'aws-credentials-refused',
    ],
    [
      'InvalidSignatureException',
      'The request signature we calculated does not match',
      'aws-credentials-refused',
    ],
    ['AccessDeniedException', 'no', 'aws-access-denied'],
    ['InvalidParameterException', 'Invalid parameter at repositoryName', 'aws-refused'],
  ])('is not sent again after %s (%s)', async (type, message, code) => {
    replies = [{ status: 400, type, message }];
    await expect(ask(new CountingClock())).rejects.toMatchObject({
      problems: [{ code }],
      cause: { name: type },
    });
    expect(requests).toBe(1);
  });

  it('that is denied names who, what and on what', async () => {
    const message =
      'User: arn:aws:sts::123456789012:assumed-role/jenkins/i-1 is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:ap-southeast-2:123456789012:repository/service1 because no resource-based policy allows the ecr:BatchGetImage action';
    replies = [{ status: 400, type: 'AccessDeniedException', message }];
    await expect(ask(new CountingClock())).rejects.toMatchObject({
      problems: [
        {
          what: 'AWS does not let arn:aws:sts::123456789012:assumed-role/jenkins/i-1 do ecr:BatchGetImage on arn:aws:ecr:ap-southeast-2:123456789012:repository/service1: no resource-based policy allows the ecr:BatchGetImage action.',
        },
      ],
    });
  });

  it('says where nobody listens', async () => {
    const nowhere = clientAt('http://127.0.0.1:9');
    await expect(ask(new CountingClock(), { to: nowhere })).rejects.toMatchObject({
      problems: [{ code: 'aws-unreachable', what: expect.stringContaining('ECONNREFUSED 127.0.0.1:9') }],
    });
  });

  it('says that there are no credentials', async () => {
    const asked = awsCalls({ clock: new CountingClock() })('sts:GetCallerIdentity', () =>
      Promise.reject(
        Object.assign(new Error('Could not load credentials from any providers'), {
          name: 'CredentialsProviderError',
        }),
      ),
    );
    await expect(asked).rejects.toMatchObject({ problems: [{ code: 'aws-credentials-missing' }] });
  });

  it('waits the same each time, and differently at another time', async () => {
    const waits = async (at: number) => {
      replies = [throttled, throttled, throttled, throttled, good];
      const clock = new CountingClock(at);
      await ask(clock);
      return clock.slept;
    };
    expect(await waits(5000)).toEqual(await waits(5000));
    expect(await waits(5000)).not.toEqual(await waits(6000));
  });

  it('tells of waiting once it is not the first time', async () => {
    replies = [throttled, throttled, good];
    const lines: string[] = [];
    await ask(new CountingClock(), { lines });
    expect(lines).toEqual([
      expect.stringMatching(/^AWS throttles ecr:BatchGetImage; trying again in \d\.\d s$/),
    ]);
  });

  it('ends with the reason of its signal, in the middle of a request too', async () => {
    replies = ['silence'];
    const stop = new AbortController();
    const asking = ask(new CountingClock(), { signal: stop.signal });
    while (requests === 0) await new Promise((go) => setTimeout(go, 5));
    stop.abort(new Error('told to stop'));
    await expect(asking).rejects.toThrow('told to stop');
    expect(requests).toBe(1);
  });

  it('does not take a bug for a refusal', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(awsCalls({ clock: new CountingClock() })('x:Y', () => Promise.reject(bug))).rejects.toBe(
      bug,
    );
  });
});
