import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DescribeClustersCommand } from '@aws-sdk/client-ecs';
import { TestAws } from '../aws/testing/aws.ts';

/** A process that takes part: it registers, sleeps so many seconds again and again, and prints when it was woken. */
const program = `
const [, url, name, seconds, times] = process.argv;
const post = (path, body) => fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
(async () => {
  const reader = (await post('/participants', { name })).body.getReader();
  const { id, now } = JSON.parse(Buffer.from((await reader.read()).value).toString());
  let time = now;
  for (let i = 0; i < Number(times); i++) {
    const answer = await post('/participants/' + id + '/sleep', { until: time + Number(seconds) * 1000 });
    time = (await answer.json()).now;
    console.log(name + ' ' + (time - now) / 1000);
  }
  process.exit(0);
})();`;

let aws: TestAws;
const children: ChildProcess[] = [];
beforeEach(async () => {
  aws = await TestAws.start({ startAt: 0 });
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await aws.close();
});

function participant(name: string, seconds: number, times: number, lines: string[]): ChildProcess {
  const child = spawn(process.execPath, [
    '-e',
    program,
    aws.emulator.clockUrl,
    name,
    String(seconds),
    String(times),
  ]);
  child.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
  children.push(child);
  return child;
}

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(aws.emulator.clockUrl + path, { method: 'POST', body: JSON.stringify(body) });

async function register(name: string): Promise<{ id: string; leave: () => Promise<void> }> {
  const reader = (await post('/participants', { name })).body!.getReader();
  const { id } = JSON.parse(Buffer.from((await reader.read()).value).toString()) as { id: string };
  return { id, leave: () => reader.cancel() };
}

test('hours pass in a moment for a process that sleeps', async () => {
  const lines: string[] = [];
  const [code] = (await once(participant('p', 3600, 3, lines), 'exit')) as [number];
  expect(code).toBe(0);
  expect(lines).toEqual(['p 3600', 'p 7200', 'p 10800']);
});

test('two processes never see time move while one of them works', async () => {
  const lines: string[] = [];
  const driver = await register('driver');
  const exits = [once(participant('a', 20, 3, lines), 'exit'), once(participant('b', 30, 2, lines), 'exit')];
  await waitUntil(() => aws.emulator.clock.participants.length === 3);
  await driver.leave();
  await Promise.all(exits);
  expect(lines.toSorted()).toEqual(['a 20', 'a 40', 'a 60', 'b 30', 'b 60']);
  expect(lines.indexOf('b 30')).toBeGreaterThan(lines.indexOf('a 20'));
});

test('a process that is killed does not hold up time', async () => {
  const killed = participant('killed', 10, 1_000_000, []);
  await waitUntil(() => aws.emulator.clock.participants.length === 1);
  const sleeper = await register('sleeper');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const answer = await post(`/participants/${sleeper.id}/sleep`, { until: 10 * 365 * 86_400_000 });
  expect(await answer.json()).toEqual({ now: 10 * 365 * 86_400_000 });
  expect(aws.emulator.clock.participants.map(({ name }) => name)).toEqual(['sleeper']);
});

test('closing a sleep early ends it', async () => {
  const sleeper = await register('sleeper');
  const other = await register('other');
  const abort = new AbortController();
  const sleep = fetch(`${aws.emulator.clockUrl}/participants/${sleeper.id}/sleep`, {
    method: 'POST',
    body: JSON.stringify({ until: 5000 }),
    signal: abort.signal,
  });
  await waitUntil(() => aws.emulator.clock.participants.some(({ asleep }) => asleep));
  abort.abort();
  await expect(sleep).rejects.toThrow();
  await waitUntil(() => aws.emulator.clock.participants.every(({ asleep }) => !asleep));
  await other.leave();
  expect(await (await fetch(`${aws.emulator.clockUrl}/now`)).json()).toEqual({ now: 0 });
});

test('time stands still while AWS is asked', async () => {
  const sleeper = await register('sleeper');
  let release: () => void = () => undefined;
  aws.emulator.onCall((_call, phase) =>
    phase === 'before' ? new Promise<void>((resolve) => (release = resolve)) : undefined,
  );
  const asked = aws.ecs.send(new DescribeClustersCommand({}));
  await waitUntil(() => aws.emulator.calls.length === 1);
  const slept = post(`/participants/${sleeper.id}/sleep`, { until: 5000 });
  await waitUntil(() => aws.emulator.clock.participants.some(({ asleep }) => asleep));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(aws.emulator.clock.now()).toBe(0);
  release();
  await asked;
  expect(await (await slept).json()).toEqual({ now: 5000 });
});

test.each([
  ['an unknown participant', '/participants/nobody/sleep', { until: 1 }, 404],
  ['an unknown path', '/elsewhere', {}, 404],
])('answers %s with an error', async (_what, path, body, status) => {
  expect((await post(path, body)).status).toBe(status);
});

test('refuses a sleep without an end', async () => {
  const { id } = await register('p');
  expect((await post(`/participants/${id}/sleep`, { until: null })).status).toBe(400);
});

async function waitUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
