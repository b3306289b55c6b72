import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import type { Bench, Measurement } from '../../ts/tools/bench.ts';
import { approvalLength } from '../../ts/core/plan/fitted.ts';
import { bundleAll } from '../../ts/tools/bundle/bundles.ts';
import { root } from '../../ts/tools/root.ts';
import { layOut } from './plan-world.ts';

export const bench: Bench = {
  title: 'a plan of 200 services with 5,000 commits between their builds',
  async run() {
    const dir = mkdtempSync(join(tmpdir(), 'ecs-promote-bench-'));
    const aws = await TestAws.start();
    try {
      await install(dir);
      await layOut(dir, aws, { services: 200, commits: 25 });
      const bare = await run(dir, aws, [join(dir, 'empty.cjs')]);
      const words = [
        join(dir, 'ecs-promote.cjs'),
        'plan',
        '--environment',
        'live',
        '--release',
        'release.json',
      ];
      return [
        measurement('commits from records', bare, await run(dir, aws, words)),
        measurement('commits from one clone', bare, await run(dir, aws, [...words, '--repo', 'shop'])),
      ];
    } finally {
      await aws.close();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

/** What the issue promises of the program itself; git's own work, a process a service, is told beside it. */
const mostSeconds = 2;

function measurement(what: string, bare: Run, ours: Run): Measurement {
  const { text = '', plan = null } = ours.output;
  const lines = ours.stdout.split('\n').length;
  return {
    what,
    text: [
      `${ours.own.toFixed(2)} s CPU, ${(ours.own / bare.own).toFixed(0)} × a bare Node’s`,
      `${ours.children.toFixed(2)} s of git beside it`,
      `${lines} lines, ${text.length} characters for the approval`,
    ].join('; '),
    holds: plan !== null && ours.own <= mostSeconds && text.length <= approvalLength,
  };
}

async function install(dir: string): Promise<void> {
  for (const { file, bytes } of await bundleAll(root)) writeFileSync(join(dir, file), bytes);
  writeFileSync(join(dir, 'VERSION'), '0.0.0\n');
  writeFileSync(join(dir, 'empty.cjs'), '');
  writeFileSync(join(dir, 'probe.cjs'), probe);
  mkdirSync(join(dir, 'home'));
}

interface Run {
  /** Seconds of CPU that the process took, and the processes that it started. */
  readonly own: number;
  readonly children: number;
  readonly stdout: string;
  readonly output: { readonly text?: string; readonly plan?: unknown };
}

async function run(dir: string, aws: TestAws, words: readonly string[]): Promise<Run> {
  const [times, result] = [join(dir, 'times'), join(dir, 'result.json')];
  writeFileSync(result, '{}');
  const child = spawn(process.execPath, ['--require', join(dir, 'probe.cjs'), ...words], {
    cwd: dir,
    env: {
      PATH: process.env['PATH'],
      HOME: join(dir, 'home'),
      AWS_ENDPOINT_URL: aws.emulator.url,
      AWS_REGION: 'ap-southeast-2',
      AWS_ACCESS_KEY_ID: 'AKIA123456789012TEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
      ECS_PROMOTE_RESULT: result,
      BENCH_TIMES: times,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  await new Promise((resolve) => child.once('close', resolve));
  const [own = NaN, children = NaN] = readFileSync(times, 'utf8').split(' ').map(Number);
  const { output = {} } = JSON.parse(readFileSync(result, 'utf8')) as { output?: Run['output'] };
  return { own, children, stdout, output };
}

/** Linux tells the time of ended children in hundredths of a second (proc(5), fields 16 and 17); elsewhere it is not known. */
const probe = `
const fs = require('node:fs');
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  let children = NaN;
  try {
    const fields = fs.readFileSync('/proc/self/stat', 'latin1').replace(/^.*\\) /s, '').split(' ');
    children = (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {}
  fs.writeFileSync(process.env.BENCH_TIMES, [(user + system) / 1e6, children].join(' '));
});`;
