import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pythonEnvironment } from '../../ts/tools/test/python.ts';
import { root } from '../../ts/tools/root.ts';

/** An emulated AWS that others have written, as a process on loopback. */
export interface Independent {
  /** For `endpoint`. */
  readonly url: string;
  stop(): Promise<void>;
}

export function startMoto(): Promise<Independent> {
  return start('moto_server', (port) => ({ words: ['-H', '127.0.0.1', '-p', String(port)], env: {} }));
}

export function startMinistack(): Promise<Independent> {
  return start('ministack', (port) => ({
    words: [],
    env: { BIND_HOST: '127.0.0.1', GATEWAY_PORT: String(port) },
  }));
}

interface Launch {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

async function start(program: string, launch: (port: number) => Launch): Promise<Independent> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { words, env } = launch(port);
  const bin = join(pythonEnvironment(root), 'bin');
  // By its interpreter: the environment was moved after it was made, which the first line of its programs does not know.
  const child = spawn(join(bin, 'python'), [join(bin, program), ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
  const stop = () => stopped(child);
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}: ${said}`);
    if (await answers(url)) return { url, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`${program} does not answer on ${url}: ${said}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
