import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { schemaResponse } from './protocol.ts';
import type { ProviderSchema } from './schema.ts';

/** A provider that Terraform finds through its environment. */
export interface SchemaProvider {
  /** What Terraform has to be called with. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Stands in for the AWS provider, which no package registry has, on loopback: it knows the schemas and nothing else. That is all that
 * `terraform validate` asks, and all that `terraform test` asks of a provider whose tests say `mock_provider`. Terraform takes a
 * provider that is already running from TF_REATTACH_PROVIDERS, as it does for debugging; `init` then downloads nothing.
 *
 * Everything but the schema is answered with an empty message: no objection, no value.
 */
export async function startSchemaProvider(schema: ProviderSchema): Promise<SchemaProvider> {
  const response = schemaResponse(schema);
  const server = createServer();
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    // Terraform goes away without taking leave.
    session.on('error', () => undefined);
  });
  server.on('stream', (stream, headers) => {
    const path = String(headers[':path']);
    stream.on('error', () => undefined);
    stream.resume();
    stream.on('end', () => {
      answer(stream, path.endsWith('/GetSchema') ? response : Buffer.alloc(0));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reattach = {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: process.pid,
    Test: true,
    Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
  };
  return {
    env: {
      TF_REATTACH_PROVIDERS: JSON.stringify({ 'registry.terraform.io/hashicorp/aws': reattach }),
    },
    close: async () => {
      for (const session of sessions) session.destroy();
      await new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  };
}

/** One message of gRPC: not compressed, its length, itself; the status comes behind it. */
function answer(stream: ServerHttp2Stream, message: Buffer): void {
  if (stream.destroyed) return;
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => {
    stream.sendTrailers({ 'grpc-status': '0' });
  });
  stream.end(Buffer.concat([head, message]));
}
