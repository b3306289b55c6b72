import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger, type OpenedLedger } from '../../adapters/ledger/index.ts';
import type { Environment } from '../../core/config/config.ts';
import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import { anEnvironment, began, line, wasVerified } from '../../core/gates/example.ts';
import type { FactDraft } from '../../core/ledger/fact.ts';
import { aRelease, build } from '../../core/release/example.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { ServiceBuildVariables } from '../../core/terraform/builds.ts';
import { bringUp } from './bring-up.ts';
import { extendLease } from './extend.ts';
import { listExistence } from './list.ts';
import { takeDown, takeDownDue } from './take-down.ts';
import type { ExistenceTools } from './tools.ts';

const onDemand = { destroyAt: '20:00', timeZone: 'UTC' };
const test1 = anEnvironment('test', [], { stack: 'appcluster-test', onDemand });
const staging = anEnvironment('staging', [], { stack: 'appcluster-staging', onDemand });
const live = anEnvironment('live', [], { stack: 'appcluster-live' });
const anna = { name: 'anna' };
const ben = { name: 'ben' };

let folder: string;
let ledger: OpenedLedger;
let now: number;
let there: Map<string, readonly ServiceBuildVariables[]>;
let broken: Set<string>;
let lines: string[];
let heard: Notice[];
let tools: ExistenceTools;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'existence-'));
  now = Date.parse('2026-11-26T09:00:00Z');
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  ledger = await openLedger(join(folder, 'ledger'), { clock, cwd: folder, env: {} });
  there = new Map();
  broken = new Set();
  lines = [];
  heard = [];
  const report = { line: (text: string) => lines.push(text) };
  const notices = {
    send: (notice: Notice) => {
      heard.push(notice);
      return Promise.resolve([]);
    },
  };
  tools = { config: line, ledger, clock, report, notices, stackOf };
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

/** A stack that is there or not, and breaks when it is told to. */
function stackOf({ name }: Environment) {
  const breaks = () => {
    if (broken.has(name))
      throw terraformErrors.applyFailed.error({ stack: name, reason: 'the VPC is in use' });
  };
  return Promise.resolve({
    create: (builds: readonly ServiceBuildVariables[]) => {
      breaks();
      const changed = !there.has(name);
      there.set(name, builds);
      return Promise.resolve(changed);
    },
    destroy: () => {
      breaks();
      return Promise.resolve(there.delete(name));
    },
  });
}

const up = (environment: Environment, until: string | null = null) =>
  bringUp(environment, { by: anna, reason: 'a demo', release: null, until }, tools);
const down = (environment: Environment, by = anna, endLease = false) =>
  takeDown(environment, { by, reason: 'over', endLease }, tools);
const nightly = async (...environments: readonly Environment[]) =>
  (await takeDownDue(environments, { by: { name: 'timer' }, reason: 'nightly destroy' }, tools)).map(
    ({ row, result, problems }) => [row.environment, result, ...problems.map(({ code }) => code)],
  );
const at = (time: string) => {
  now = Date.parse(`2026-11-${time}Z`);
};

test('it comes with the builds that were verified there last, and is told of with who and why', async () => {
  const release = aRelease({ service1: build(90) });
  const { id: promotion } = await ledger.append('test', began(release));
  await ledger.append('test', { ...wasVerified(release), promotion } as FactDraft);
  await up(test1);
  expect(there.get('test')).toMatchObject([{ service: 'service1', variable: 'SERVICE1_BUILD', tag: '90' }]);
  expect(await listExistence([test1, live], tools)).toMatchObject([
    { environment: 'test', state: 'up', by: 'anna', reason: 'a demo', endsAt: '2026-11-26T20:00:00.000Z' },
  ]);
});

test('the nightly destroy takes what is due, once, and nothing that came up after its time', async () => {
  await up(test1);
  at('26T19:59:00');
  expect(await nightly(test1, staging, live)).toEqual([
    ['test', 'kept'],
    ['staging', 'nothingThere'],
  ]);
  at('26T20:05:00');
  await up(staging);
  expect(await nightly(test1, staging)).toEqual([
    ['test', 'destroyed'],
    ['staging', 'kept'],
  ]);
  expect([...there.keys()]).toEqual(['staging']);
});

test('an extension is honoured until it runs out', async () => {
  await up(test1);
  await extendLease(test1, { by: ben, reason: 'load test', until: '2026-11-27T12:00:00.000Z' }, tools);
  at('26T20:05:00');
  expect(await nightly(test1)).toEqual([['test', 'kept']]);
  at('27T12:00:00');
  expect(await nightly(test1)).toEqual([['test', 'destroyed']]);
});

test('a failed destroy does not keep the others, and is repeated each time until it ends well', async () => {
  await up(test1);
  await up(staging);
  at('26T20:05:00');
  broken.add('test');
  expect(await nightly(test1, staging)).toEqual([
    ['test', 'failed', 'environment-destroy-failed'],
    ['staging', 'destroyed'],
  ]);
  const [row] = await listExistence([test1], tools);
  expect(row).toMatchObject({ state: 'halfDown', due: true });
  expect(row?.reason).toContain('the VPC is in use');
  expect(await nightly(test1)).toEqual([['test', 'failed', 'environment-destroy-failed']]);
  broken.clear();
  expect(await nightly(test1)).toEqual([['test', 'destroyed']]);
  expect(await nightly(test1)).toEqual([['test', 'nothingThere']]);
  expect(heard.map(({ event, environment, by }) => [event, environment, by])).toEqual([
    ['failed', 'test', 'timer'],
    ['failed', 'test', 'timer'],
  ]);
  expect(heard[0]?.text).toMatch(/^test is not destroyed: .*the VPC is in use.* is paid for\.$/);
});

test('what is half destroyed is not extended, but created anew', async () => {
  await up(test1);
  broken.add('test');
  await expect(down(test1)).rejects.toThrow('terraform-apply-failed');
  const lease = { by: ben, reason: 'load test', until: '2026-11-27T12:00:00.000Z' };
  await expect(extendLease(test1, lease, tools)).rejects.toThrow('environment-not-up');
  broken.clear();
  expect((await up(test1)).row.state).toBe('up');
  expect((await extendLease(test1, lease, tools)).endsAt).toBe(lease.until);
});

test('somebody else’s lease is ended by word only, and that stays in the record', async () => {
  await up(test1, '2026-11-27T12:00:00.000Z');
  await expect(down(test1, ben)).rejects.toThrow('environment-leased: anna keeps test until');
  expect(there.has('test')).toBe(true);
  expect((await down(test1, ben, true)).result).toBe('destroyed');
  const ends = (await ledger.read('test')).filter((fact) => fact.kind === 'lease' && fact.until === null);
  expect(ends).toMatchObject([{ by: ben, reason: 'over' }]);
});

test('nothing is destroyed under a promotion that is under way', async () => {
  await ledger.append('test', began(aRelease({ service1: build(90) })));
  await expect(down(test1)).rejects.toThrow('environment-promoting');
  now += 31 * 60_000;
  expect((await down(test1)).result).toBe('nothingThere');
});

test('what is due and is kept all the same says why, and is no failure', async () => {
  await ledger.append('test', began(aRelease({ service1: build(90) })));
  at('26T20:05:00');
  await ledger.append('test', began(aRelease({ service1: build(91) })));
  expect(await nightly(test1)).toEqual([['test', 'kept', 'environment-promoting']]);
  expect(lines.at(-1)).toMatch(/^test: is kept all the same: A promotion to test, which /);
  expect(heard).toEqual([]);
});

test('what is not on demand is left alone', async () => {
  await expect(up(live)).rejects.toThrow('environment-not-on-demand');
  await expect(down(live)).rejects.toThrow('environment-not-on-demand');
  expect(await ledger.read('live')).toEqual([]);
});
