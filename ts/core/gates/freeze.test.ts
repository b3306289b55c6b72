import { exampleConfig, exampleYaml } from '../config/example.ts';
import { parseConfig } from '../config/parse.ts';
import { aRelease, build } from '../release/example.ts';
import { exceptionsOf } from './exceptions.ts';
import { anEnvironment, began, facts, liveTarget, running, situation, wasVerified } from './example.ts';
import { refusals } from './gates.ts';
import type { Situation } from './situation.ts';

/** The gate in front of `test` with two services, and freezes as promotion.yaml has them. */
const of = (service: string, number: number) => build(number, { service });
const before = aRelease({ service1: of('service1', 90), service2: of('service2', 40) });
const next = aRelease({ service1: of('service1', 90), service2: of('service2', 41) });
const onlyService1 = aRelease({ service1: of('service1', 89), service2: of('service2', 41) });

const weekend = `weekend: { from: "Fri 16:00", until: "Mon 08:00", timeZone: Australia/Melbourne, environments: [live], reason: nobody is here }`;
const database = `database: { from: "2026-11-07 00:00", until: "2026-11-10 12:00", timeZone: UTC, environments: [live], services: [service2] }`;

function freezesOf(...entries: readonly string[]) {
  const yaml = exampleYaml().replace('  web: {', '  service2: { image: acme/two }\n  web: {');
  const { environments } = parseConfig(`${yaml}freezes: { ${entries.join(', ')} }\n`, 'promotion.yaml');
  return environments.find(({ name }) => name === 'live')?.freezes ?? [];
}

const saturday = '2026-11-07T02:00Z';

function at(now: string, freezes: readonly string[], differing: Partial<Situation> = {}): Situation {
  const ledger = { test: facts('test', began(before), wasVerified(before)) };
  return situation('test', next, ledger, {
    environment: anEnvironment('test', [], { freezes: freezesOf(...freezes) }),
    now: Date.parse(now),
    request: { by: { name: 'bob' }, reason: null, kind: 'promote', exceptions: {} },
    ...differing,
  });
}

const codes = (judged: Situation) => refusals(judged).map(({ code }) => code);
const request = { by: { name: 'bob' }, reason: null, kind: 'promote', exceptions: {} } as const;
const runs = (release: typeof next) =>
  new Map(
    Object.entries(release.services).map(([service, one]) => [service, liveTarget(running(service, one))]),
  );
const runsBefore = { live: runs(before) };

test.each<[string, Situation, readonly string[]]>([
  ['holds in its window', at(saturday, [weekend]), ['gate-frozen']],
  ['is open after it', at('2026-11-08T21:00Z', [weekend]), []],
  ['of another service holds nothing', at(saturday, [database], { live: runs(onlyService1) }), []],
  [
    'holds the service that it names, where it would move',
    at(saturday, [database], runsBefore),
    ['gate-frozen'],
  ],
  ['holds nothing that runs already', at(saturday, [weekend], { live: runs(next) }), []],
  [
    'holds a restart of what runs',
    at(saturday, [weekend], { live: runs(next), request: { ...request, kind: 'restart' } }),
    ['gate-frozen'],
  ],
  ['lets an environment go back', at(saturday, [weekend], { request: { ...request, kind: 'rollback' } }), []],
  [
    'is passed by a person with a reason',
    at(saturday, [weekend], { request: { ...request, exceptions: { freeze: 'orders are lost' } } }),
    [],
  ],
  [
    'is not passed by a timer',
    at(saturday, [weekend], {
      request: { ...request, by: { name: 'timer' }, exceptions: { freeze: 'late' } },
    }),
    ['gate-exception-nameless'],
  ],
  [
    'is passed by no other exception',
    at(saturday, [weekend], { request: { ...request, exceptions: { older: 'late' } } }),
    ['gate-frozen'],
  ],
  [
    'judges by builds where nobody has looked at what runs',
    at(saturday, [database], { live: new Map() }),
    ['gate-frozen'],
  ],
  [
    'and then holds nothing that is the build that was verified last',
    at(saturday, [database], { live: new Map(), images: new Map(), release: before }),
    [],
  ],
])('a freeze %s', (_, judged, expected) => {
  expect(codes(judged)).toEqual(expected);
});

test('the refusal names every freeze that holds, and when none does any more', () => {
  const [problem] = refusals(at(saturday, [weekend, database], runsBefore));
  expect(problem?.what).toBe(
    'Cannot promote to test now: service2 would move, and the freeze weekend holds (Fri 16:00 – Mon 08:00, Australia/Melbourne: nobody is here); the freeze database holds (2026-11-07 00:00 – 2026-11-10 12:00, UTC).',
  );
  expect(problem?.next).toContain(
    'Promote from 2026-11-10 12:00 UTC (Tue 2026-11-10 23:00 Australia/Melbourne) on',
  );
});

test('a freeze of a service that stays where it is delays nothing', () => {
  const later = `later: { from: "Mon 07:00", until: "Tue 08:00", timeZone: Australia/Melbourne, environments: [live], services: [web] }`;
  const [problem] = refusals(at(saturday, [weekend, later], runsBefore));
  expect(problem?.next).toContain(
    'Promote from 2026-11-08 21:00 UTC (Mon 2026-11-09 08:00 Australia/Melbourne) on',
  );
});

test('a calendar without a gap is said to have none', () => {
  const day = 'a: { from: "00:00", until: "12:00", timeZone: UTC, environments: [live] }';
  const night = 'b: { from: "12:00", until: "00:00", timeZone: UTC, environments: [live] }';
  expect(refusals(at(saturday, [day, night]))[0]?.next).toContain('never leave a gap');
});

test('who promoted in a freeze stays in the plan, and only where one held', () => {
  const exceptions = { freeze: 'orders are lost' };
  const asked = { request: { ...request, exceptions } };
  expect(exceptionsOf(at(saturday, [weekend], asked))).toEqual([
    { kind: 'freeze', gate: 'freeze', environment: 'test', by: 'bob', reason: 'orders are lost' },
  ]);
  expect(exceptionsOf(at('2026-11-11T02:00Z', [weekend], asked))).toEqual([]);
});

test('an environment that a freeze does not name has none', () => {
  expect(exampleConfig().environments.map(({ freezes }) => freezes)).toEqual([[], []]);
});
