import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { boardOf } from '../../ts/core/board/board.ts';
import { boardFiles } from '../../ts/core/board/render/page.ts';
import { longLedger, type LongLedger } from '../../ts/core/board/testing/long-ledger.ts';
import { factBytes, sealFact } from '../../ts/core/ledger/seal.ts';
import type { Bench, Measurement } from '../../ts/tools/bench.ts';

const extent = { environments: 12, services: 200, records: 5000 };
const mostSeconds = 3;
const mostBytes = 1_000_000;

export const bench: Bench = {
  title: 'time and size of a board of 12 environments, 200 services and 5,000 records',
  async run() {
    const dir = mkdtempSync(join(tmpdir(), 'board-bench-'));
    try {
      const ledger = longLedger(extent, (draft, before, environment, at) =>
        sealFact(draft, { environment, tail: before.at(-1), now: at }),
      );
      const bytes = write(ledger, join(dir, 'ledger'));
      return [made(ledger), await whole(ledger, dir, bytes)];
    } finally {
      rmSync(dir, { recursive: true });
    }
  },
};

/** From facts in memory to the texts of the files. */
function made({ config, facts, now }: LongLedger): Measurement {
  const seconds = cpu();
  const files = boardFiles(boardOf({ config, facts, live: null, now, days: 90 }));
  const took = seconds();
  const size = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return {
    what: 'made and drawn',
    text: `${took.toFixed(2)} s of CPU time, ${(size / 1000).toFixed(0)} kB in ${files.length} files`,
    holds: took <= mostSeconds && size <= mostBytes,
  };
}

/** From the ledger's files to the board's. It is the time that passes which people wait for. */
async function whole({ now }: LongLedger, dir: string, bytes: number): Promise<Measurement> {
  const { environments, services } = extent;
  const words = [dir, environments, services, now].map(String);
  const once = join(import.meta.dirname, 'board-once.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', once, ...words]);
  const [passed = NaN, used = NaN] = stdout.split(' ').map(Number);
  return {
    what: 'with the ledger read and checked',
    text: `${passed.toFixed(2)} s, ${used.toFixed(2)} s of CPU time, for ${(bytes / 1e6).toFixed(0)} MB`,
    holds: passed <= mostSeconds,
  };
}

function write({ facts }: LongLedger, folder: string): number {
  let sum = 0;
  for (const [environment, own] of facts) {
    mkdirSync(join(folder, environment), { recursive: true });
    for (const fact of own) {
      const bytes = factBytes(fact);
      writeFileSync(join(folder, environment, `${fact.id}.json`), bytes);
      sum += bytes.length;
    }
  }
  return sum;
}

/** Seconds of CPU time since it was called. */
function cpu(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
}
