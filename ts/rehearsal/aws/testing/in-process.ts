import type { IncomingHttpHeaders } from 'node:http';
import type { ECSClientConfig } from '@aws-sdk/client-ecs';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { answerOf } from '../answer.ts';
import { CallLog } from '../calls.ts';
import { mondayMorning, type Emulator } from '../emulator.ts';
import { Faults } from '../faults/faults.ts';
import { Seeded } from '../seeded.ts';
import { World } from '../world.ts';
import { TestAws } from './aws.ts';

/** What a client of the SDK hands to its `requestHandler`, as far as it is needed here. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface InProcess {
  readonly aws: TestAws;
  /** For clients of one's own. */
  readonly requestHandler: Handler;
}

/** As much of the SDK's `HttpHandler` as its clients use. */
type Handler = NonNullable<ECSClientConfig['requestHandler']>;

/**
 * The emulated AWS without a server: the SDK's clients hand their requests over in memory, which is what a thousand deployments in a
 * row need. Serialising and parsing is the SDK's own, as it is over HTTP.
 */
export function inProcessAws(seed = 1): InProcess {
  const clock = new VirtualClock(mondayMorning);
  const faults = new Faults();
  const world = new World({ clock, faults, seeded: new Seeded(seed) });
  const log = new CallLog();
  const emulator: Emulator = {
    url: 'http://127.0.0.1:9',
    clockUrl: '',
    clock,
    world,
    faults,
    probes: world.probes,
    calls: log.calls,
    onCall: (listener) => log.listen(listener),
    close: () => {
      clock.close();
      return Promise.resolve();
    },
  };
  const requestHandler: Handler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async ({ method, path, headers, body = '' }: SdkRequest) => {
      const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
      const answer = await answerOf(
        { method, url: path, headers: lowerCase(headers), body: text },
        world,
        log,
      );
      if (answer === 'drop') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      const { status: statusCode, headers: answered, body: sent } = answer;
      return { response: { statusCode, headers: answered, body: Buffer.from(sent) } };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
  return { aws: new TestAws(emulator, undefined, requestHandler), requestHandler };
}

function lowerCase(headers: SdkRequest['headers']): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
