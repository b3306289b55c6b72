import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { SaxesParser } from 'saxes';
import { readBuild } from '../../ts/adapters/jenkins/read-build.ts';
import type { Bench, Measurement } from '../../ts/tools/bench.ts';
import { bundleAll } from '../../ts/tools/bundle/bundles.ts';
import { root } from '../../ts/tools/root.ts';
import { writeHistory, xml } from './choices-home.ts';

export const bench: Bench = {
  title: 'the newest 100 successes of a job, half of whose builds failed',
  async run() {
    const dir = mkdtempSync(join(folder(), 'ecs-promote-bench-'));
    try {
      return await measure(dir);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

const pairs = 7;

/** Memory where there is such a folder: removing 100,000 folders from a disk can take a minute and a half. */
function folder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

async function measure(dir: string): Promise<Measurement[]> {
  const program = join(dir, 'ecs-promote.cjs');
  const core = (await bundleAll(root)).find(({ name }) => name === 'core');
  writeFileSync(program, core?.bytes ?? '');
  writeFileSync(join(dir, 'VERSION'), '0.0.0\n');
  writeFileSync(join(dir, 'empty.cjs'), '');
  writeFileSync(join(dir, 'probe.cjs'), probe);
  mkdirSync(join(dir, 'jobs'));
  writeHistory(join(dir, 'jobs', 'long'), { builds: 100_000, bytes: 1_000 });
  writeHistory(join(dir, 'jobs', 'large'), { builds: 5_000, bytes: 50_000 });
  writeHistory(join(dir, 'jobs', 'short'), { builds: 1, bytes: 1_000 });
  return [
    ...measureJob(dir, 'short', '1 build'),
    ...measureJob(dir, 'long', '100,000 builds of 1 kB'),
    ...measureJob(dir, 'large', '5,000 builds of 50 kB'),
    ...measureParsers(),
  ];
}

function measureJob(dir: string, job: string, what: string): Measurement[] {
  const words = [
    join(dir, 'ecs-promote.cjs'),
    'choices',
    '--jenkins-home',
    dir,
    '--job',
    job,
    '--limit',
    '100',
    '--json',
  ];
  const runs = Array.from({ length: pairs }, () => ({
    bare: run(dir, [join(dir, 'empty.cjs')]),
    ours: run(dir, words),
  }));
  const [first] = runs;
  const { choices = [], lookedAt = 0 } = JSON.parse(first?.ours.out ?? '{}') as {
    choices?: unknown[];
    lookedAt?: number;
  };
  const filesRead = first?.ours.filesRead ?? NaN;
  const cpu = medianOf(runs, ({ bare, ours }) => ours.cpu / bare.cpu);
  const wall = medianOf(runs, ({ bare, ours }) => ours.wall / bare.wall);
  const more = medianOf(runs, ({ bare, ours }) => ours.wall - bare.wall);
  return [
    {
      what: `${what}: files`,
      text: `${choices.length} listed, ${lookedAt} looked at, ${filesRead} files read, ${first?.ours.listings ?? NaN} listing of builds`,
      holds: filesRead <= lookedAt && (job === 'short' || choices.length === 100),
    },
    {
      what: `${what}: time`,
      text: `${more.toFixed(0)} ms more than a bare Node; ${cpu.toFixed(2)} × its CPU time, ${wall.toFixed(2)} × its wall time`,
    },
  ];
}

interface Run {
  readonly cpu: number;
  readonly wall: number;
  readonly filesRead: number;
  readonly listings: number;
  readonly out: string;
}

function run(dir: string, command: readonly string[]): Run {
  const before = performance.now();
  const { output, stdout } = spawnSync(process.execPath, ['--require', join(dir, 'probe.cjs'), ...command], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  const wall = performance.now() - before;
  const [cpu = NaN, filesRead = NaN, listings = NaN] = (output[3] ?? '').split(' ').map(Number);
  return { cpu, wall, filesRead, listings, out: stdout };
}

/** Counts from outside the program what it reads, and tells its CPU time. */
const probe = `
const fs = require('node:fs');
let filesRead = 0, listings = 0;
for (const name of ['readFileSync', 'readFile', 'openSync', 'open', 'createReadStream']) {
  const real = fs[name];
  fs[name] = (path, ...more) => { if (String(path).endsWith('build.xml')) filesRead++; return real(path, ...more); };
}
const { readdirSync } = fs;
fs.readdirSync = (path, ...more) => { if (String(path).endsWith('builds')) listings++; return readdirSync(path, ...more); };
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  fs.writeSync(3, [(user + system) / 1000, filesRead, listings].join(' '));
});`;

/** Why build.xml is not read with a library. */
function measureParsers(): Measurement[] {
  const files = Array.from({ length: 200 }, (_, index) => xml(index, 'SUCCESS', 50_000));
  const ours = milliseconds(() => {
    for (const file of files) readBuild(1, file);
  });
  const saxes = milliseconds(() => {
    for (const file of files) {
      const parser = new SaxesParser();
      let depth = 0;
      parser.on('opentag', () => (depth += 1));
      parser.on('closetag', () => (depth -= 1));
      parser.write(file).close();
    }
  });
  return [
    {
      what: '200 files of 50 kB: parsing',
      text: `${ours.toFixed(0)} ms, with saxes ${saxes.toFixed(0)} ms, each in its first run`,
    },
  ];
}

function milliseconds(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

function medianOf(
  runs: readonly { bare: Run; ours: Run }[],
  value: (pair: { bare: Run; ours: Run }) => number,
): number {
  return runs.map(value).toSorted((one, other) => one - other)[Math.floor(runs.length / 2)] ?? NaN;
}
