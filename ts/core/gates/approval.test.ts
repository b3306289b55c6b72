import type { Approval } from '../config/config.ts';
import { exampleConfig, exampleYaml } from '../config/example.ts';
import { parseConfig } from '../config/parse.ts';
import { approval, withoutRequester, type Approved } from './approval.ts';
import { anEnvironment } from './example.ts';
import type { RequestKind } from './situation.ts';

const planHash = 'a'.repeat(64);
const noon = Date.UTC(2026, 10, 2, 12);
const minutesBefore = (minutes: number) => noon - minutes * 60_000;

const one: Approval = { from: ['release-managers'], minimum: 1, notRequester: false };
const two: Approval = { ...one, minimum: 2, notRequester: true };
const known: Approval = { ...two, people: ['rita', 'omar'] };
const hour: Approval = { ...one, validMinutes: 60 };

function told(
  wanted: Approval | undefined,
  approved: Partial<Approved>,
  { by = 'anna', kind = 'promote' }: { by?: string; kind?: RequestKind } = {},
): readonly string[] {
  const environment = anEnvironment('live', [], { approval: wanted });
  const asking = { planHash, environment, request: { by: { name: by }, kind }, now: noon };
  return approval.judge({ plan: planHash, by: [], at: null, ...approved }, asking).map(({ code }) => code);
}

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing is wanted where nothing is configured', told(undefined, { plan: null }), []],
  [
    'but what was approved there is done, or nothing',
    told(undefined, { plan: 'b' }),
    ['plan-not-the-approved-one'],
  ],
  ['a plan that nobody saw has none', told(one, { plan: null, by: ['rita'] }), ['plan-approval-missing']],
  ['another plan’s approval is none', told(one, { plan: 'b', by: ['rita'] }), ['plan-not-the-approved-one']],
  ['one person is enough for one', told(one, { by: ['rita'] }), []],
  ['nobody is not', told(one, {}), ['gate-approvers-few']],
  ['the one who asks may approve', told(one, { by: ['anna'] }), []],
  ['unless somebody else must', told(two, { by: ['anna', 'rita', 'omar'] }), ['gate-approver-requester']],
  [
    'and then does not count',
    told(two, { by: ['anna', 'rita'] }),
    ['gate-approver-requester', 'gate-approvers-few'],
  ],
  ['also in capitals', told(two, { by: ['Anna', 'rita', 'omar'] }), ['gate-approver-requester']],
  ['two are two', told(two, { by: ['rita', 'omar'] }), []],
  ['one who says it twice is one', told(two, { by: ['rita', 'rita'] }), ['gate-approvers-few']],
  ['however it is written', told(two, { by: ['rita', ' RITA '] }), ['gate-approvers-few']],
  ['a timer is nobody', told(one, { by: ['timer'] }), ['gate-approver-other', 'gate-approvers-few']],
  ['nor is an empty name', told(one, { by: [' '] }), ['gate-approver-other', 'gate-approvers-few']],
  [
    'whoever is not logged in is no person who can be asked later',
    told(two, { by: ['anonymous', 'SYSTEM', 'rita'] }),
    ['gate-approver-other', 'gate-approver-other', 'gate-approvers-few'],
  ],
  [
    'who is not in the group may not',
    told(known, { by: ['rita', 'bob'] }),
    ['gate-approver-other', 'gate-approvers-few'],
  ],
  ['who is may', told(known, { by: ['Rita', 'omar'] }), []],
  ['more than enough is enough', told({ ...known, minimum: 1 }, { by: ['rita', 'omar'] }), []],
  ['what comes back needs none', told(two, { plan: null }, { kind: 'rollback' }), []],
  ['a restart does', told(two, { plan: null }, { kind: 'restart' }), ['plan-approval-missing']],
  ['a minute before its hour is over it counts', told(hour, { by: ['rita'], at: minutesBefore(59) }), []],
  ['to the minute no more', told(hour, { by: ['rita'], at: minutesBefore(60) }), ['gate-approval-expired']],
  ['where it matters, it says when', told(hour, { by: ['rita'] }), ['gate-approval-expired']],
  ['where it does not, it may be old', told(one, { by: ['rita'], at: minutesBefore(100_000) }), []],
])('%s', (_, codes, expected) => {
  expect(codes).toEqual(expected);
});

test('all that is missing is told at once, by name and to the minute', () => {
  const environment = anEnvironment('live', [], { approval: { ...known, validMinutes: 60 } });
  const problems = approval.judge(
    { plan: planHash, by: ['bob', 'anna', 'rita'], at: minutesBefore(90) },
    { planHash, environment, request: { by: { name: 'anna' }, kind: 'promote' }, now: noon },
  );
  expect(problems.map(({ what }) => what)).toEqual([
    '“bob” may not approve promotions to live.',
    '“anna” may not approve promotions to live.',
    'anna asks for this promotion to live and has approved it, too.',
    'A promotion to live needs the approval of 2 different people, and has that of rita.',
    'The approval for live counts no more since 2026-11-02 11:30 UTC.',
  ]);
});

test('where no person asked, it says so', () => {
  const say = (name: string, kind: RequestKind = 'promote', wanted: Approval | undefined = two) =>
    withoutRequester({
      environment: anEnvironment('live', [], { approval: wanted }),
      request: { by: { name }, kind },
    });
  expect(say('timer')).toContain('no person asked for this (“timer” did)');
  expect(say('automatic')).toContain('no requester');
  expect([say('anna'), say('timer', 'rollback')]).toEqual([null, null]);
  expect(
    withoutRequester({
      environment: anEnvironment('test', []),
      request: { by: { name: 'timer' }, kind: 'promote' },
    }),
  ).toBeNull();
});

describe('who is in a group', () => {
  const live = (text: string) =>
    parseConfig(text, 'promotion.yaml').environments.find(({ name }) => name === 'live')?.approval;
  const yaml = exampleYaml({ live: 'approval: { from: [release-managers, omar], validMinutes: 60 }' });

  test('is known to Jenkins alone where the file says nothing', () => {
    expect(live(yaml)).toMatchObject({ people: undefined, validMinutes: 60 });
  });

  test('is what the file says; other names are people', () => {
    expect(live(`${yaml}groups: { release-managers: [rita, mei, omar] }\n`)?.people).toEqual([
      'rita',
      'mei',
      'omar',
    ]);
    expect(live(`${yaml}groups: { others: [rita] }\n`)?.people).toEqual(['release-managers', 'omar']);
  });

  test('does not matter to an environment without approvals', () => {
    expect(exampleConfig().environments[0]?.approval).toBeUndefined();
  });
});
