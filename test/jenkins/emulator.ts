import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promotionYaml } from '../../ts/rehearsal/journey/acme.ts';
import { buildClusters } from '../../ts/rehearsal/journey/cluster.ts';
import { pushImage } from '../../ts/rehearsal/journey/image.ts';
import { startEmulator } from '../../ts/rehearsal/aws/emulator.ts';

/**
 * The emulated AWS for tests that are no TypeScript: repositories, clusters and services as before a team's first promotion. Prints
 * one line of JSON with its addresses, and runs until its standard input ends. `POST push` with {service, tag, commit} does what
 * `docker push` would.
 *
 * usage: tsx emulator.ts
 */
const emulator = await startEmulator();
await buildClusters(emulator.url);

const registry = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const { service, tag, commit } = JSON.parse(body) as { service: string; tag: string; commit: string };
    pushImage(emulator.url, service, tag, commit).then(
      () => response.end('pushed\n'),
      (error: unknown) => response.writeHead(500).end(`${String(error)}\n`),
    );
  });
});
await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done));
const pushUrl = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/push`;

console.log(JSON.stringify({ url: emulator.url, clockUrl: emulator.clockUrl, pushUrl, promotionYaml }));
process.stdin.resume().on('end', () => process.exit());
