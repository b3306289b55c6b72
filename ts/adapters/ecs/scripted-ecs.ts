import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { CodeDeployAccess } from '../codedeploy/access.ts';

type Json = Readonly<Record<string, unknown>>;
/** What ECS answers to an operation; thrown `Refusal`s become exceptions of the API. */
export type Script = Readonly<Record<string, (input: Json) => Json>>;

export class Refusal extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export interface ScriptedEcs {
  readonly access: CodeDeployAccess;
  /** Operations in the order they were asked for, with their input. */
  readonly calls: { readonly operation: string; readonly input: Json }[];
  script: Script;
  close(): Promise<void>;
}

/**
 * An endpoint for tests that says what it is told, for what ECS does rarely or late and an emulator therefore not at all. The client
 * in front of it is the real one. Times are seconds since the epoch, as on the wire.
 */
export async function scriptedEcs(script: Script): Promise<ScriptedEcs> {
  const calls: ScriptedEcs['calls'] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((input) => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      calls.push({ operation, input });
      const { status, body } = answer(scripted.script[operation], input, operation);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scripted: ScriptedEcs = {
    access: accessTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    calls,
    script,
    close: () => closed(server),
  };
  return scripted;
}

/** Access to an endpoint on loopback, without repeating anything. */
export function accessTo(endpoint: string, cluster = 'appcluster-live'): CodeDeployAccess {
  const configuration = {
    endpoint,
    region: 'ap-southeast-2',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 1,
  };
  return {
    ecs: new ECSClient(configuration),
    codedeploy: new CodeDeployClient(configuration),
    elb: new ElasticLoadBalancingV2Client(configuration),
    cluster,
    call: (_, send) => send({}),
  };
}

function answer(
  say: Script[string] | undefined,
  input: Json,
  operation: string,
): { readonly status: number; readonly body: Json } {
  if (!say) return { status: 400, body: { __type: 'UnscriptedOperation', message: operation } };
  try {
    return { status: 200, body: say(input) };
  } catch (error) {
    const { name, message } = error as Error;
    return { status: 400, body: { __type: name, message } };
  }
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text === '' ? '{}' : text) as Json;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
    server.closeAllConnections();
  });
}
