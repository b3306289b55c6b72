import { checkIds, deepCheckIds } from './check-ids.ts';
import { aDefinition, aSubject, theFacts, theSettings } from './example.ts';
import { checkedOf, hasDeepQuestions, judge } from './judge.ts';
import { known, unknown } from './looked.ts';
import { problemsIn } from './problems.ts';
import { renderPreflight, renderWorrying } from './render.ts';
import { failed, ok, skipped, type PreflightRow } from './row.ts';

const deep = new Map([['service1', deepCheckIds.map((check) => ok(check, 'well'))]]);

test('every check speaks of every service, in one order', () => {
  const rows = judge([aSubject()], theFacts(), deep);
  expect(rows.map(({ check }) => check)).toEqual(checkIds);
  expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['ok']));
});

test('one failure hides no other', () => {
  const facts = theFacts({
    images: new Map([['service1', known(null)]]),
    traffic: new Map(),
    health: new Map(),
  });
  const findings = new Map([['service1', deepCheckIds.map((check) => failed(check, 'bad', 'mend it'))]]);
  const subject = aSubject({
    live: { ...aSubject().live, inProgress: { deploymentId: 'd', taskDefinition: 'a/b:1' } },
  });
  const rows = judge([subject], facts, findings);
  expect(rows.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check)).toEqual(
    checkIds.filter((id) => ['deployment', 'image', ...deepCheckIds].includes(id)),
  );
  expect(rows.map(({ check }) => check)).toEqual(checkIds);
});

test('of a service that is not there everything else is skipped', () => {
  const gone = {
    ...aSubject(),
    live: { status: 'missing' as const, ecsService: 'service1' },
    definition: null,
  };
  const rows = judge([gone], theFacts({ settings: known(new Map()) }), new Map());
  expect(rows.map(({ check, outcome }) => [check, outcome])).toEqual(
    checkIds.map((id) => [id, id === 'service' ? 'failed' : 'skipped']),
  );
});

test('of a service that can’t be described everything else is skipped, with the reason', () => {
  const rows = judge(
    [aSubject()],
    theFacts({ settings: unknown('ecs:DescribeServices is denied') }),
    new Map(),
  );
  expect(rows.filter(({ what }) => what === 'ecs:DescribeServices is denied')).toHaveLength(
    checkIds.length - 1,
  );
});

test('without the part the deeper checks are skipped with the reason where there is something to ask', () => {
  const bare = { family: 'service2', containerDefinitions: [{ name: 'service2' }] };
  const settings = new Map([
    ['service1', theSettings({ capacityProviders: ['fleet'] })],
    ['service2', theSettings({ network: null })],
  ]);
  const subjects = [aSubject(), aSubject({ service: 'service2', ecsService: 'service2', definition: bare })];
  const rows = judge(subjects, theFacts({ settings: known(settings) }), 'the part is missing');
  const outcomes = (service: string) =>
    rows
      .filter((row) => row.service === service && (deepCheckIds as readonly string[]).includes(row.check))
      .map(({ outcome }) => outcome);
  expect(outcomes('service1')).toEqual(deepCheckIds.map(() => 'skipped'));
  expect(outcomes('service2')).toEqual(deepCheckIds.map(() => 'ok'));
});

test('there is nothing to ask of a service without roles, secrets, logs and network', () => {
  const bare = { networkMode: 'awsvpc', containerDefinitions: [{ name: 'service1' }] };
  const facts = theFacts({ settings: known(new Map([['service1', theSettings({ network: null })]])) });
  expect(hasDeepQuestions(checkedOf([aSubject({ definition: bare })], facts))).toBe(false);
  expect(
    hasDeepQuestions(checkedOf([aSubject({ definition: { ...bare, taskRoleArn: 'role' } })], facts)),
  ).toBe(true);
  expect(hasDeepQuestions(checkedOf([aSubject({ definition: bare })], theFacts()))).toBe(true);
});

describe('tasks that a deployment adds', () => {
  const { live } = aSubject();
  test.each([
    ['up to the maximum percent', { moves: 'rolling', live: { ...live, desiredCount: 4 } }, 150, 2],
    ['none where the maximum percent has no room', { moves: 'rolling' }, 100, 0],
    ['a whole set beside the present one', { moves: 'beside' }, 100, 2],
    ['none for a service that is kept', { moves: null }, 200, 0],
  ] as const)('%s', (_, differing, maximumPercent, tasks) => {
    const facts = theFacts({ settings: known(new Map([['service1', theSettings({ maximumPercent })]])) });
    expect(checkedOf([aSubject(differing)], facts)).toMatchObject([{ addedInSubnets: tasks }]);
  });

  test('are counted together where services share their subnets', () => {
    const settings = new Map([
      ['service1', theSettings()],
      ['service2', theSettings({ network: { subnets: ['subnet-b', 'subnet-a'], securityGroups: [] } })],
      ['service3', theSettings({ network: { subnets: ['subnet-c'], securityGroups: [] } })],
    ]);
    const subjects = [...settings.keys()].map((name) => aSubject({ service: name, ecsService: name }));
    const added = checkedOf(subjects, theFacts({ settings: known(settings) })).map(
      ({ addedInSubnets }) => addedInSubnets,
    );
    expect(added).toEqual([4, 4, 2]);
  });
});

const rows: readonly PreflightRow[] = [
  { service: 'service1', ...ok('service', 'service1 is active') },
  { service: 'service1', ...failed('listener', 'the rule divides the traffic', 'Finish it.') },
  { service: 'service1', ...skipped('task-role', 'iam:GetRole is denied') },
  { service: 'service1', ...failed('task-role', 'there is no role x', 'Create it.') },
];

describe('failures', () => {
  test('are problems, those of the configuration first', () => {
    expect(problemsIn(rows, 'live', []).map(({ code, category }) => [code, category])).toEqual([
      ['preflight-unfit', 'configuration'],
      ['preflight-not-now', 'refused'],
    ]);
  });

  test('that are accepted are none', () => {
    expect(problemsIn(rows, 'live', ['listener']).map(({ code }) => code)).toEqual(['preflight-unfit']);
    expect(problemsIn(rows, 'live', ['listener', 'task-role'])).toEqual([]);
  });

  test('are told first, with what to do next', () => {
    expect(renderPreflight(rows)).toBe(`service1
  failed   listener   the rule divides the traffic
           next: Finish it.
  failed   task-role  there is no role x
           next: Create it.
  skipped  task-role  iam:GetRole is denied
  ok       service    service1 is active
Preflight: 1 ok, 2 failed, 1 skipped`);
  });

  test('are told in the log of a promotion, and what was skipped, and no more', () => {
    expect(renderWorrying(rows)).toBe(`Preflight: 1 ok, 2 failed, 1 skipped
  failed   service1  listener   the rule divides the traffic
  skipped  service1  task-role  iam:GetRole is denied
  failed   service1  task-role  there is no role x`);
  });
});

test('a definition that is checked has something for every deeper check but capacity', () => {
  const facts = theFacts();
  expect(
    judge([aSubject({ definition: aDefinition })], facts, 'no')
      .filter(({ outcome }) => outcome === 'skipped')
      .map(({ check }) => check),
  ).toEqual(deepCheckIds.filter((id) => id !== 'capacity-provider'));
});
