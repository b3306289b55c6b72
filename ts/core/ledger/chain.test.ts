import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { readChain, type FactFile } from './chain.ts';
import { exampleDrafts } from './example-facts.ts';
import type { Fact, FactDraft } from './fact.ts';
import { parseFact } from './parse.ts';
import { factBytes, factHash, sealFact } from './seal.ts';

const noon = Date.UTC(2026, 9, 31, 12);

function chainOf(drafts: readonly FactDraft[], times = drafts.map((_, i) => noon + i * 1000)): Fact[] {
  const facts: Fact[] = [];
  for (const [i, draft] of drafts.entries())
    facts.push(sealFact(draft, { environment: 'test', tail: facts.at(-1), now: times[i]! }));
  return facts;
}

const fileOf = (fact: Fact): FactFile => ({
  name: `${fact.id}.json`,
  text: factBytes(fact).toString(),
});
const allKinds = Object.values(exampleDrafts);

describe('a sealed fact', () => {
  it('names the SHA-256 of the file before it', () => {
    const [first, second] = chainOf(allKinds);
    const ofFile = createHash('sha256').update(fileOf(first!).text).digest('hex');
    expect(first!.previous).toBeNull();
    expect(second!.previous).toBe(ofFile);
  });

  it('sorts after the one before it, whatever the clocks say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 ** 45 }), { minLength: 2, maxLength: 20 }),
        (times) => {
          const ids = chainOf(
            times.map(() => exampleDrafts.stop),
            times,
          ).map(({ id }) => id);
          expect([...ids].sort()).toEqual(ids);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
    );
  });

  it('has the same id each time, and another one for other content', () => {
    const [a] = chainOf([exampleDrafts.stop]);
    const [b] = chainOf([exampleDrafts.stop]);
    const [c] = chainOf([{ ...exampleDrafts.stop, reason: 'incident 13' }]);
    expect(b).toEqual(a);
    expect(c!.id).not.toBe(a!.id);
    expect(c!.id.slice(0, 10)).toBe(a!.id.slice(0, 10));
  });
});

describe('reading a chain', () => {
  it('gives every kind of fact back as it was written, oldest first, whatever the order of the files', () => {
    const facts = chainOf(allKinds);
    expect(readChain('test', facts.map(fileOf).reverse())).toEqual({ facts, problems: [] });
  });

  const remove = (at: number) => (files: FactFile[]) => files.filter((_, i) => i !== at);
  const change = (at: number) => (files: FactFile[]) =>
    files.map((file, i) => (i === at ? { ...file, text: file.text.replace('anna', 'otto') } : file));
  it.each([
    ['a fact that was changed', change(2), 3, /was changed, or a fact between/],
    ['a fact that was removed', remove(2), 3, /was changed, or a fact between/],
    ['a first fact that was removed', remove(0), 1, /facts before it are missing/],
  ])('names the successor of %s', (_, damage, at, reason) => {
    const facts = chainOf(allKinds);
    const { problems } = readChain('test', damage(facts.map(fileOf)));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'ledger-chain-broken', what: expect.stringMatching(reason) });
    expect(problems[0]!.what).toContain(facts[at]!.id);
  });

  it('names both facts that follow the same one', () => {
    const facts = chainOf([exampleDrafts.intent, exampleDrafts.outcome]);
    const fork = sealFact(exampleDrafts.stop, { environment: 'test', tail: facts[0], now: noon + 99_000 });
    const { problems } = readChain('test', [...facts, fork].map(fileOf));
    expect(problems.map(({ what }) => what)).toEqual([
      `The ledger of test is broken at fact ${fork.id}: it follows ${facts[0]!.id}, but ${facts[1]!.id} stands before it.`,
    ]);
  });

  it('refuses a fact under another name or in another environment', () => {
    const [fact] = chainOf([exampleDrafts.stop]);
    const renamed = readChain('test', [{ ...fileOf(fact!), name: '01KB0Z3N7V8Q2M4S6T8W0Y2A4C.json' }]);
    const moved = readChain('live', [fileOf(fact!)]);
    expect(renamed.problems[0]!.what).toContain(`its id is ${fact!.id}`);
    expect(moved.problems[0]!.what).toContain('it is about the environment test');
  });
});

describe('parsing a fact', () => {
  const valid = chainOf(allKinds).map((fact) => JSON.parse(fileOf(fact).text) as Record<string, unknown>);

  it.each([
    ['text that is not JSON', '{"kind":'],
    ['an unknown kind', JSON.stringify({ ...valid[0], kind: 'wish' })],
    ['an unknown version', JSON.stringify({ ...valid[0], version: 2 })],
    ['an unknown member', JSON.stringify({ ...valid[4], mood: 'good' })],
    ['an unknown phase', JSON.stringify({ ...valid[0], phase: 'regret' })],
    ['a file name that escapes', JSON.stringify({ ...valid[0], id: '../../etc/passwd' })],
    ['a time without a zone', JSON.stringify({ ...valid[0], at: '2026-10-31T12:00:00' })],
    ['text that has no canonical form', JSON.stringify({ ...valid[5], reason: '\ud800' })],
    ['nothing', ''],
    ['a list', '[]'],
  ])('refuses %s', (_, text) => {
    expect(parseFact(text, 'test/x.json')).toMatchObject({
      problem: { code: 'ledger-fact-unreadable', place: { file: 'test/x.json' } },
    });
  });

  it('never accepts a fact with a required member taken away', () => {
    for (const fact of valid)
      for (const member of Object.keys(fact)) {
        const rest = Object.fromEntries(Object.entries(fact).filter(([name]) => name !== member));
        expect(parseFact(JSON.stringify(rest), 'f')).toHaveProperty('problem');
      }
  });

  it('keeps a release once, in however many facts it stands, and refuses a bad one in each', () => {
    const intent = valid.find((fact) => 'release' in fact) ?? {};
    const read = (release: unknown) => {
      const parsed = parseFact(JSON.stringify({ ...intent, release }), 'f');
      return 'fact' in parsed && 'release' in parsed.fact ? parsed.fact.release : parsed;
    };
    expect(read(intent['release'])).toBe(read(intent['release']));
    expect(read(intent['release'])).toEqual(intent['release']);
    const bad = { ...(intent['release'] as object), version: 2 };
    for (const release of [bad, bad, null, 'none'])
      expect(read(release)).toMatchObject({ problem: { code: 'ledger-fact-unreadable' } });
    expect(read(bad)).toMatchObject({
      problem: { what: expect.stringContaining('release.version') as string },
    });
  });

  it.each([
    ['a row without its tasks', 'proof.0.tasks', { tasks: undefined }],
    ['a row with half a task', 'proof.0.tasks', { tasks: 0.5 }],
    ['a row with fewer than no targets', 'proof.0.healthyTargets', { healthyTargets: -1 }],
    ['a row with another outcome', 'proof.0.outcome', { outcome: 'likely' }],
    ['a row whose note is a number', 'proof.0.note', { note: 3 }],
    ['a row with a member more', 'proof.0', { mood: 'good' }],
  ])('says which of a proof is wrong: %s', (_, place, change) => {
    const fact = valid.find(({ kind }) => kind === 'verification') ?? {};
    const [row] = fact['proof'] as object[];
    const changed = JSON.stringify({ ...fact, proof: [{ ...row, ...change }] });
    expect(parseFact(changed, 'f')).toMatchObject({
      problem: { what: expect.stringContaining(`"${place}"`) as string },
    });
  });

  it.each([[null], ['none'], [{}], [[null]], [[7]]])('refuses a proof that is %j', (proof) => {
    const fact = valid.find(({ kind }) => kind === 'verification') ?? {};
    expect(parseFact(JSON.stringify({ ...fact, proof }), 'f')).toMatchObject({
      problem: { what: expect.stringContaining('"proof') as string },
    });
  });

  it.each([[null], ['none'], [{}], [[null]], [[7]], [[{}]], [[{ action: 1 }]]])(
    'refuses a plan whose actions are %j',
    (actions) => {
      const fact = valid.find((one) => 'plan' in one) ?? {};
      const plan = { ...(fact['plan'] as object), actions };
      expect(parseFact(JSON.stringify({ ...fact, plan }), 'f')).toMatchObject({
        problem: { what: expect.stringContaining('"plan.actions": every action needs its name') as string },
      });
    },
  );

  it('hashes alike what it parsed and what was written', () => {
    for (const fact of chainOf(allKinds)) {
      const parsed = parseFact(JSON.stringify(fact, null, 2), 'f');
      expect('fact' in parsed && factHash(parsed.fact)).toBe(factHash(fact));
    }
  });
});
