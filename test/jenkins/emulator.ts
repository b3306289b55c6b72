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

const control = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    wished(request.url ?? '', JSON.parse(body) as Record<string, string>).then(
      () => response.end('done\n'),
      (error: unknown) => response.writeHead(500).end(`${String(error)}\n`),
    );
  });
});
await new Promise<void>((done) => control.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${(control.address() as AddressInfo).port}`;

let holder: { readonly id: string } | undefined;

async function wished(
  path: string,
  { service = '', tag = '', commit = '', seconds }: Record<string, string>,
) {
  if (path === '/push') await pushImage(emulator.url, service, tag, commit);
  // Somebody who is at work and never sleeps.
  else if (path === '/hold') holder = emulator.clock.register('a test');
  else if (path === '/letGo') emulator.clock.deregister(holder?.id ?? '');
  else emulator.clock.advance(Number(seconds) * 1000);
}

console.log(
  JSON.stringify({
    url: emulator.url,
    clockUrl: emulator.clockUrl,
    pushUrl: `${address}/push`,
    controlUrl: address,
    promotionYaml,
  }),
);
process.stdin.resume().on('end', () => process.exit());
