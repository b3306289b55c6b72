import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact, FactDraft } from '../../ts/core/ledger/fact.ts';
import { factBytes, sealFact } from '../../ts/core/ledger/seal.ts';
import { aRelease } from '../../ts/core/release/example.ts';
import { releaseId } from '../../ts/core/release/release-id.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { JenkinsHome } from '../../ts/rehearsal/jenkins/home.ts';
import { World } from '../promotion/world.ts';
import { provenFrom } from './proven.ts';
import { deploy, serviceBuild, told, type Files } from './told-line.ts';

/** Ways on which a release can come to where it runs, besides the plain one. */
let folder: string;
let world: World;
let home: JenkinsHome;
let first: Release;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lineage-'));
  world = await World.start();
  home = JenkinsHome.create(join(folder, 'home'));
  first = aRelease({
    service1: await serviceBuild(world, home, 'service1', 90),
    service2: await serviceBuild(world, home, 'service2', 41),
  });
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const proven = (files: Files, environment = 'test') => provenFrom(files, new Map(), environment);

test('a promotion that failed and went back proves the release from before, by both promotions', async () => {
  await deploy(world, home, 'test', first);
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
  const service2 = await serviceBuild(world, home, 'service2', 42);
  await deploy(
    world,
    home,
    'test',
    aRelease({ ...first.services, service2 }, releaseId(first)),
    {},
    'rolledBack',
  );
  const files = told(world, folder);
  const { broken, services, releaseId: runs } = await proven(files);
  expect({ broken, runs }).toEqual({ broken: [], runs: releaseId(first) });
  expect(services[1]?.build.build).toBe(41);
  const evidence = services[1]?.environments.map(({ builds, evidence: kept }) => [builds[0]?.number, kept]);
  expect(evidence).toEqual([
    [1, expect.any(Array)],
    [2, expect.arrayContaining(['evidence/service2/stopped-tasks.json'])],
  ]);
  const stopped = 'home/jobs/deploy-test/builds/2/archive/output/evidence/service2/stopped-tasks.json';
  const altered = new Map(files).set(stopped, Buffer.from('[]'));
  expect((await proven(altered)).broken).toMatchObject([
    { file: 'deploy-test #2 evidence/service2/stopped-tasks.json' },
  ]);
});

test('going back to a release by hand is told as that, beside the promotion that had brought it', async () => {
  await deploy(world, home, 'test', first);
  const service2 = await serviceBuild(world, home, 'service2', 42);
  await deploy(world, home, 'test', aRelease({ ...first.services, service2 }, releaseId(first)));
  await deploy(world, home, 'test', first, { kind: 'rollback', reason: 'wrong totals' });
  const { broken, services } = await proven(told(world, folder));
  expect(broken).toEqual([]);
  expect(services[0]?.environments.map(({ kind }) => kind)).toEqual(['promote', 'rollback']);
});

/** The ledger as a version before this one would have written it: no hashes of other records, and ids that follow from that. */
function ofEarlierVersion(files: Files, isWritten: (fact: Fact) => boolean = () => true): Files {
  const others = [...files].filter(([path]) => !path.startsWith('ledger/'));
  const facts = [...files]
    .filter(([path]) => /^ledger\/\w+\/[^.]/.test(path))
    .map(([, bytes]) => JSON.parse(bytes.toString('utf8')) as Fact)
    .filter(isWritten);
  const tails = new Map<string, Fact>();
  const ids = new Map<string, string>();
  const ledger = facts.map((fact) => {
    const { id, environment, at, ...rest } = fact;
    const draft = { ...rest, upstream: undefined, archived: undefined } as unknown as FactDraft;
    const own = 'promotion' in draft ? { ...draft, promotion: ids.get(draft.promotion) ?? '' } : draft;
    const plain = JSON.parse(JSON.stringify(own)) as FactDraft;
    const sealed = sealFact(plain, { environment, tail: tails.get(environment), now: Date.parse(at) });
    tails.set(environment, sealed);
    ids.set(id, sealed.id);
    return [`ledger/${environment}/${sealed.id}.json`, factBytes(sealed)] as const;
  });
  // The records name their promotions.
  const records = others.map(([path, bytes]) => {
    if (!path.endsWith('promotion.json')) return [path, bytes] as const;
    const text = [...ids].reduce((all, [id, sealed]) => all.replace(id, sealed), bytes.toString('utf8'));
    return [path, Buffer.from(text)] as const;
  });
  return new Map([...records.filter(([path]) => !path.includes('/fingerprints/')), ...ledger]);
}

test('facts of earlier versions prove what stands in both records, and it is said what they do not', async () => {
  await deploy(world, home, 'test', first);
  await deploy(world, home, 'beta', first);
  const files = ofEarlierVersion(told(world, folder));
  const { broken, services, remarks } = await proven(files, 'beta');
  expect(broken).toEqual([]);
  expect(services[0]?.environments.map(({ environment }) => environment)).toEqual(['test', 'beta']);
  expect(remarks.join('\n')).toMatch(
    /lie before was not recorded[^]*no hashes of what deploy-beta #1 archived/,
  );
  const record = 'home/jobs/deploy-beta/builds/1/archive/output/promotion.json';
  const text = files.get(record)?.toString('utf8') ?? '';
  const altered = new Map(files).set(record, Buffer.from(text.replace('"name": "anna"', '"name": "bob"')));
  expect((await proven(altered, 'beta')).broken).toMatchObject([
    { file: 'deploy-beta #1 promotion.json', field: 'by.name', found: '"bob"', expected: '"anna"' },
  ]);
});

test('an environment whose facts are all gone is missed by the one behind it', async () => {
  await deploy(world, home, 'test', first);
  await deploy(world, home, 'beta', first);
  const files = told(world, folder);
  const none = new Map([...files].filter(([path]) => !path.startsWith('ledger/test/')));
  expect((await proven(none, 'beta')).broken.map(({ file }) => file)).toEqual([
    expect.stringMatching(/^the fact of test with the SHA-256/),
  ]);
});

test('a build that was verified nowhere before is told, where nobody answers for it', async () => {
  await deploy(world, home, 'test', first);
  await deploy(world, home, 'beta', first);
  const isWritten = (fact: Fact) => fact.environment !== 'test' || fact.kind !== 'verification';
  const { broken, remarks } = await proven(ofEarlierVersion(told(world, folder), isWritten), 'beta');
  expect(broken.map(({ file }) => file)).toEqual([
    'a verification of service1 90 before beta',
    'a verification of service2 41 before beta',
  ]);
  expect(remarks).toContain('test lies before beta and did not verify it.');
});
