import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anEnvironment, line } from '../../ts/core/gates/example.ts';
import type { Fact } from '../../ts/core/ledger/fact.ts';
import { factHash } from '../../ts/core/ledger/seal.ts';
import { recordFiles } from '../../ts/core/promotion/record-files.ts';
import type { PromotionRecord } from '../../ts/core/promotion/record.ts';
import { World } from './world.ts';

/** What ties the files that a build archives, and what was known of other environments, to the ledger. */
let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const facts = async (environment = 'test') => (await world.tools()).ledger.read(environment);
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** The hashes of what lies there, as the program would have written it. */
function onDisk(record: PromotionRecord): Readonly<Record<string, string>> {
  const evidence = record.evidence.map((name) => [name, readFileSync(join(world.dir, 'out', name))] as const);
  return Object.fromEntries(
    [...recordFiles(record, line), ...evidence].map(([name, content]) => [name, sha256(content)]),
  );
}

const archivedIn = (fact: Fact | undefined) =>
  fact?.kind === 'promotion' && fact.phase === 'outcome' ? fact.archived : undefined;

test('the outcome holds the hash of every file that is archived', async () => {
  const record = await world.promote(await world.release(90, 41));
  expect(Object.keys(onDisk(record))).toEqual(
    expect.arrayContaining(['promotion.json', 'release.json', 'service1.env.groovy', 'service2.env.groovy']),
  );
  expect(archivedIn((await facts()).at(-1))).toEqual(onDisk(record));
});

test('so it does of the evidence of a failure', async () => {
  const release = await world.release(90, 41);
  await world.promote(release);
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
  const next = { ...release, services: { ...release.services, service2: await world.build('service2', 42) } };
  const record = await world.promote(next);
  expect(record.result).toBe('rolledBack');
  expect(record.evidence).toContain('evidence/service2/stopped-tasks.json');
  expect(archivedIn((await facts()).at(-1))).toEqual(onDisk(record));
});

test('where nothing is archived it holds none', async () => {
  await world.promote(await world.release(90, 41), {}, { archives: false });
  const outcome = (await facts()).at(-1);
  expect(outcome).toMatchObject({ phase: 'outcome', result: 'verified' });
  expect(archivedIn(outcome)).toBeUndefined();
});

test('the intent holds the hash of the newest fact of each environment before it', async () => {
  const release = await world.release(90, 41);
  await world.promote(release);
  const beta = anEnvironment('beta', ['test'], { cluster: 'appcluster-test' });
  await world.promote(release, {}, { environment: beta });
  const [inTest, inBeta] = [await facts('test'), await facts('beta')];
  expect(inTest[0]).toMatchObject({ phase: 'intent', upstream: {} });
  const newest = inTest.at(-1);
  expect(inBeta[0]).toMatchObject({ phase: 'intent', upstream: { test: newest && factHash(newest) } });
});
