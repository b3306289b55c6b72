import { exampleDrafts } from '../ledger/example-facts.ts';
import type { Fact, FactDraft } from '../ledger/fact.ts';
import { factHash, sealFact } from '../ledger/seal.ts';
import type { PromotionRecord } from '../promotion/record.ts';
import { auditOf } from './of-facts.ts';
import { refusalIn } from './refusal.ts';

const { intent, turn, outcome, verification, revocation, stop, lease, existence, schema } = exampleDrafts;

/** Facts of `live`, a minute apart; `promotion` of a draft becomes the id of the first one. */
function chainOf(...drafts: readonly FactDraft[]): readonly Fact[] {
  const facts: Fact[] = [];
  for (const [index, draft] of drafts.entries()) {
    const own = 'promotion' in draft && facts[0] ? { ...draft, promotion: facts[0].id } : draft;
    const now = Date.UTC(2026, 10, 2, 9, index);
    facts.push(sealFact(own, { environment: 'live', tail: facts.at(-1), now }));
  }
  return facts;
}

const told = (...drafts: readonly FactDraft[]) =>
  auditOf(chainOf(...drafts)).map(({ what, who, why, detail }) => [what, who, why, detail]);

test('each approval and each exception is a line of its own, before what they allowed', () => {
  const exceptions = [
    { kind: 'freeze' as const, gate: 'freeze', environment: 'live', by: 'anna', reason: 'incident 12' },
    { kind: 'hotfix' as const, gate: 'order', environment: 'beta', by: 'bob', reason: 'told there' },
  ];
  const plan = {
    ...intent.plan,
    environment: 'live',
    kind: 'promote' as const,
    engine: 'ecs' as const,
    exceptions,
  };
  expect(told({ ...intent, plan, approvedBy: ['rita', 'sam'], reason: 'release 12' })).toEqual([
    ['approved', 'rita', null, null],
    ['approved', 'sam', null, null],
    ['excepted', 'anna', 'incident 12', 'freeze, past freeze'],
    ['promotionBegun', 'anna', 'release 12', null],
  ]);
});

test('an external check that let services in is a line, with what it was asked and what it answered', () => {
  const check = {
    check: 'change request',
    kind: 'http' as const,
    asked: 'https://changes.acme.example/7',
    services: ['service1'],
    at: '2026-11-02T08:59:59.000Z',
    status: 200,
    text: '{"state":"approved"}',
  };
  const plan = { ...intent.plan, kind: 'promote' as const, engine: 'ecs' as const, checks: [check] };
  expect(told({ ...intent, plan })).toEqual([
    [
      'checkPassed',
      'change request',
      null,
      'https://changes.acme.example/7 answers 200: {"state":"approved"} (2026-11-02T08:59:59.000Z, for service1)',
    ],
    ['promotionBegun', 'anna', null, null],
  ]);
});

test.each([
  ['restart', 'restartBegun'],
  ['rollback', 'rollbackBegun'],
] as const)('a %s has its own word', (kind, what) => {
  expect(told({ ...intent, plan: { ...intent.plan, kind, engine: 'ecs' } })).toEqual([
    [what, 'anna', null, null],
  ]);
});

test('what follows a promotion names it, its plan, its build and its fact', () => {
  const facts = chainOf(intent, verification, outcome);
  const lines = auditOf(facts);
  const [begun, verified, ended] = facts;
  expect(lines.map(({ what }) => what)).toEqual(['promotionBegun', 'verified', 'promotionEnded']);
  for (const [index, fact] of [begun, verified, ended].entries())
    expect(lines[index]).toMatchObject({
      at: fact?.at,
      environment: 'live',
      planHash: intent.planHash,
      promotion: begun?.id,
      releaseId: intent.releaseId,
      build: { job: 'deploy-test', number: 7 },
      source: `live/${fact?.id ?? ''}.json`,
      sha256: fact && factHash(fact),
    });
  expect(lines[2]?.detail).toBe('verified: service1 runs build 90');
});

const answer: FactDraft = {
  kind: 'promotion',
  phase: 'decision',
  by: { name: 'timer' },
  promotion: '',
  releaseId: intent.releaseId,
  question: 'abc',
  answer: 'rollback',
  answeredBy: 'rita',
  pauses: [],
};

test.each<readonly [string, FactDraft, readonly (string | null)[]]>([
  ['an answer, of whoever gave it', answer, ['answered', 'rita', null, 'rollback']],
  ['going back', turn, ['goingBack', 'anna', 'service1 crashed', null]],
  [
    'what was not',
    {
      ...verification,
      proof: verification.proof.flatMap((row) => [row, { ...row, outcome: 'deployedNotProven' }]),
    },
    ['verified', 'anna', null, '1 of 2 services proven'],
  ],
  ['what was proven', verification, ['verified', 'anna', null, '1 of 1 services proven']],
  ['taking back', revocation, ['revoked', 'anna', 'wrong totals', null]],
  ['a stop', stop, ['stopped', 'anna', 'incident 12', null]],
  ['lifting it', { ...stop, active: false }, ['lifted', 'anna', 'incident 12', null]],
  ['a lease', lease, ['leased', 'anna', 'demo', 'until 2026-11-01T09:00:00.000Z']],
  ['the end of a lease', { ...lease, until: null }, ['leaseEnded', 'anna', 'demo', null]],
  ['a destroy that failed', existence, ['destructionFailed', 'anna', 'the state is locked', null]],
  [
    'what was created',
    { ...existence, to: 'up', phase: 'ended' },
    ['created', 'anna', 'the state is locked', null],
  ],
  ['a schema', schema, ['schemaRecorded', 'anna', null, 'orders 12']],
])('tells %s', (_, draft, line) => {
  expect(told(intent, draft).at(-1)).toEqual(line);
});

const refusal = {
  result: 'refused',
  endedAt: '2026-11-02T09:00:00.000Z',
  environment: 'live',
  by: { name: 'anna', build: { job: 'deploy-live', number: 4 } },
  reason: 'please',
  releaseId: intent.releaseId,
  planHash: null,
  problems: [{ code: 'gate-stopped', what: 'The line is stopped.' }],
} as unknown as PromotionRecord;

test('a refusal is told from the record that its build archived', () => {
  expect(refusalIn(refusal, 'deploy-live #4 promotion.json', 'f'.repeat(64))).toEqual({
    at: '2026-11-02T09:00:00.000Z',
    environment: 'live',
    what: 'refused',
    who: 'anna',
    why: 'please',
    detail: 'gate-stopped: The line is stopped.',
    releaseId: intent.releaseId,
    planHash: null,
    promotion: null,
    build: { job: 'deploy-live', number: 4 },
    source: 'deploy-live #4 promotion.json',
    sha256: 'f'.repeat(64),
  });
});

test.each([
  ['another ending', { ...refusal, result: 'verified' }],
  ['a record without a person', { ...refusal, by: {} }],
  ['a record without problems', { ...refusal, problems: undefined }],
  ['a record whose problems are none', { ...refusal, problems: [null] }],
  ['a record whose problems are words', { ...refusal, problems: ['gate-stopped'] }],
  ['a record without a release', { ...refusal, releaseId: undefined }],
  ['a record that says nothing of a reason', { ...refusal, reason: undefined }],
  ['no record', 'text'],
  ['nothing', null],
])('tells no refusal of %s', (_, record) => {
  expect(refusalIn(record, '', '')).toBeUndefined();
});
