import type { Fact, FactDraft } from '../../ts/core/ledger/fact.ts';
import { factBytes, sealFact } from '../../ts/core/ledger/seal.ts';
import { provenFrom } from './proven.ts';
import { begin, deploy, end, told, type Begun, type Files } from './told-line.ts';

/** What is not there: facts that a version did not write, facts that were taken away, verifications that nobody made. */
let begun: Begun;
beforeEach(async () => {
  begun = await begin();
});
afterEach(() => end(begun));

const proven = (files: Files, environment = 'test') => provenFrom(files, new Map(), environment);

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
  const { world, home, folder, first } = begun;
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
  const { world, home, folder, first } = begun;
  await deploy(world, home, 'test', first);
  await deploy(world, home, 'beta', first);
  const files = told(world, folder);
  const none = new Map([...files].filter(([path]) => !path.startsWith('ledger/test/')));
  expect((await proven(none, 'beta')).broken.map(({ file }) => file)).toEqual([
    expect.stringMatching(/^the fact of test with the SHA-256/),
  ]);
});

test('a build that was verified nowhere before is told, where nobody answers for it', async () => {
  const { world, home, folder, first } = begun;
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
