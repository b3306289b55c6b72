import type { AddressInfo } from 'node:net';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { CallLog, type CallListener, type RecordedCall } from './calls.ts';
import { Faults } from './faults/faults.ts';
import type { Probes } from './probe/probes.ts';
import { Seeded } from './seeded.ts';
import { createEmulatorServer } from './server.ts';
import { World } from './world.ts';

export type { CallListener, RecordedCall } from './calls.ts';
export type { Fault } from './faults/fault.ts';

/** An emulated AWS that runs. */
export interface Emulator {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** For `ECS_PROMOTE_CLOCK_URL`. */
  readonly clockUrl: string;
  readonly clock: VirtualClock;
  readonly world: World;
  readonly calls: readonly RecordedCall[];
  readonly faults: Faults;
  /** Emulated clients of the services. */
  readonly probes: Probes;
  /** Answers a function that ends the listening. */
  onCall(listener: CallListener): () => void;
  close(): Promise<void>;
}

export interface EmulatorOptions {
  /** 0, the default: any that is free. */
  readonly port?: number;
  /** Same seed, same ids and same timings. */
  readonly seed?: number;
  /** Virtual time at the start, milliseconds since the epoch. Default: a Monday morning, the same each time. */
  readonly startAt?: number;
}

export const mondayMorning = Date.UTC(2026, 9, 5, 8, 0, 0);

/** Starts an emulated AWS on loopback. It holds nothing at first, and forgets everything when it is closed. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const clock = new VirtualClock(options.startAt ?? mondayMorning);
  const faults = new Faults();
  const world = new World({ clock, faults, seeded: new Seeded(options.seed ?? 1) });
  const log = new CallLog();
  const server = createEmulatorServer(world, log);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    clockUrl: `${url}/_rehearsal/clock`,
    clock,
    world,
    faults,
    probes: world.probes,
    calls: log.calls,
    onCall: (listener) => log.listen(listener),
    close: () =>
      new Promise((resolve) => {
        clock.close();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
