import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import { startEmulator } from '../../rehearsal/aws/emulator.ts';
import { openClock } from './index.ts';
import type { ProblemError } from '../../core/errors/problem.ts';

/** The smallest clock server that keeps the protocol: one participant, time jumps to what is asked for. */
class JumpingClock {
  now = 1_000_000;
  alive = 0;
  cancelled = 0;
  holdSleeps = false;
  readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async url(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/_rehearsal/clock`;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body = JSON.parse(text) as { until?: number };
    const path = request.url?.replace('/_rehearsal/clock', '');
    if (path === '/participants') {
      this.alive += 1;
      response.on('close', () => (this.alive -= 1));
      response.write(`${JSON.stringify({ id: 'p1', now: this.now })}\n`);
      return;
    }
    if (path !== '/participants/p1/sleep') return void response.writeHead(404).end();
    response.on('close', () => (this.cancelled += response.writableEnded ? 0 : 1));
    if (this.holdSleeps) return;
    this.now = Math.max(this.now, body.until ?? 0);
    response.end(JSON.stringify({ now: this.now }));
  }
}

const clocks: JumpingClock[] = [];
afterEach(() => {
  for (const { server } of clocks.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function jumpingClock(): Promise<{ server: JumpingClock; url: string }> {
  const server = new JumpingClock();
  clocks.push(server);
  return { server, url: await server.url() };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((go) => setTimeout(go, 10));
  expect(condition()).toBe(true);
}

describe('the system clock', () => {
  it('sleeps at least as long as it is told', async () => {
    const { clock } = await openClock({});
    const start = clock.now();
    await clock.sleep(30);
    expect(clock.now() - start).toBeGreaterThanOrEqual(29);
  });

  it('is woken by its signal with the reason given', async () => {
    const { clock } = await openClock({});
    const stop = new AbortController();
    const sleeping = clock.sleep(60_000, stop.signal);
    stop.abort(new Error('told to stop'));
    await expect(sleeping).rejects.toThrow('told to stop');
    await expect(clock.sleep(1, stop.signal)).rejects.toThrow('told to stop');
  });
});

describe('the clock of a rehearsal', () => {
  it('sleeps an hour in no time, and knows the time without asking', async () => {
    const { server, url } = await jumpingClock();
    const { clock, ...opened } = await openClock({ ECS_PROMOTE_CLOCK_URL: url });
    expect(clock.now()).toBe(1_000_000);
    await clock.sleep(3_600_000);
    expect(clock.now()).toBe(4_600_000);
    expect(server.alive).toBe(1);
    await opened.close();
    await until(() => server.alive === 0);
  });

  it('is shared: time moves on when everyone who takes part sleeps', async () => {
    const emulator = await startEmulator({ startAt: 0 });
    const env = { ECS_PROMOTE_CLOCK_URL: emulator.clockUrl };
    const [one, other] = [await openClock(env), await openClock(env)];
    const woken: string[] = [];
    const long = one.clock.sleep(60_000).then(() => woken.push('one'));
    await new Promise((go) => setTimeout(go, 50));
    expect(woken).toEqual([]);
    await other.clock.sleep(1000);
    expect(other.clock.now()).toBe(1000);
    await other.close();
    await long;
    expect(one.clock.now()).toBe(60_000);
    await one.close();
    await emulator.close();
  });

  it('takes a sleep back when its signal is aborted', async () => {
    const { server, url } = await jumpingClock();
    server.holdSleeps = true;
    const { clock, ...opened } = await openClock({ ECS_PROMOTE_CLOCK_URL: url });
    const stop = new AbortController();
    const sleeping = clock.sleep(1000, stop.signal);
    setTimeout(() => {
      stop.abort(new Error('told to stop'));
    }, 50);
    await expect(sleeping).rejects.toThrow('told to stop');
    await until(() => server.cancelled === 1);
    expect(clock.now()).toBe(1_000_000);
    await opened.close();
  });

  it('says so when the clock goes away in the middle of a sleep', async () => {
    const { server, url } = await jumpingClock();
    server.holdSleeps = true;
    const { clock, ...opened } = await openClock({ ECS_PROMOTE_CLOCK_URL: url });
    const sleeping = clock.sleep(1000);
    setTimeout(() => {
      server.server.closeAllConnections();
    }, 50);
    await expect(sleeping).rejects.toMatchObject({ problems: [{ code: 'clock-unreachable' }] });
    await opened.close();
  });

  it.each([
    'http://clock.acme.example',
    'https://127.0.0.1:1',
    'http://127.0.0.1.acme.example:80',
    'file:///clock',
    'nonsense',
  ])('refuses %s', async (url) => {
    const error = await openClock({ ECS_PROMOTE_CLOCK_URL: url }).catch((e: unknown) => e as ProblemError);
    expect(error).toMatchObject({ problems: [{ code: 'clock-not-loopback', category: 'configuration' }] });
  });

  it('reports a clock that is not there', async () => {
    const opening = openClock({ ECS_PROMOTE_CLOCK_URL: 'http://127.0.0.1:9' });
    await expect(opening).rejects.toMatchObject({ problems: [{ code: 'clock-unreachable' }] });
  });
});

describe('a process in a rehearsal', () => {
  const run = async (url: string, program: string): Promise<{ code: number | null; out: string }> => {
    const source = `const { openClock } = await import('./ts/adapters/clock/index.ts');
      const { clock } = await openClock({ ECS_PROMOTE_CLOCK_URL: '${url}' }); ${program}`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source]);
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out };
  };

  it('ends by itself although it is known to the clock', async () => {
    const { server, url } = await jumpingClock();
    expect(await run(url, 'console.log(clock.now())')).toEqual({ code: 0, out: '1000000\n' });
    await until(() => server.alive === 0);
  });

  it('does not end while it sleeps', async () => {
    const { server, url } = await jumpingClock();
    server.holdSleeps = true;
    const running = run(url, "await clock.sleep(5); console.log('awake')");
    await until(() => server.alive === 1);
    await new Promise((go) => setTimeout(go, 300));
    expect(server.alive).toBe(1);
    server.server.closeAllConnections();
    expect((await running).code).not.toBe(0);
  });
});
