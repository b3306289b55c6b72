import { expect, test } from '@jest/globals';
import type { Environment, Prerequisite } from '../config/config.ts';
import { readMoment } from '../freeze/moment.ts';
import type { FactDraft } from '../ledger/fact.ts';
import { aRelease, build } from '../release/example.ts';
import { eligibleFor, eligibleGates } from './eligible.ts';
import { anEnvironment, began, facts, line, situation, wasRevoked, wasVerified } from './example.ts';
import { exceptionsNamed } from './exceptions-named.ts';
import { gates, refusals } from './gates.ts';
import { imageUnmoved } from './image-unmoved.ts';
import { unasked } from './unasked.ts';

const older = aRelease({ service1: build(89) });
const release = aRelease({ service1: build(90) });

const verifiedInBeta = [began(release), wasVerified(release)];
const noon = Date.UTC(2026, 10, 2, 12);

test.each<[string, readonly FactDraft[], readonly FactDraft[], typeof release, string | undefined]>([
  ['was never in beta', [], [], release, 'order'],
  ['was in beta and not verified there', [began(release)], [], release, 'verified-upstream'],
  ['was taken back in beta', [...verifiedInBeta, wasRevoked(release)], [], release, 'verified-upstream'],
  ['was verified in beta', verifiedInBeta, [], release, undefined],
  ['is what runs here', verifiedInBeta, [began(release), wasVerified(release)], release, undefined],
  [
    'is older than what was verified here',
    [began(older), wasVerified(older), ...verifiedInBeta],
    [began(release), wasVerified(release)],
    older,
    'overtaking',
  ],
])('a release that %s', (_, beta, live, candidate, gate) => {
  const ledger = new Map([
    ['beta', facts('beta', ...beta)],
    ['live', facts('live', ...live)],
  ]);
  const environment = anEnvironment('live', ['beta']);
  expect(eligibleFor(environment, line, ledger, noon)(candidate)).toEqual({ refusedBy: gate, heldBy: [] });
});

test('a release waits for the end of its soak', () => {
  const environment = anEnvironment('live', ['beta'], { soakMinutes: 60 });
  const ledger = new Map([['beta', facts('beta', ...verifiedInBeta)]]);
  // Verified at 09:01.
  const at = (hour: number, minute: number) =>
    eligibleFor(environment, line, ledger, Date.UTC(2026, 10, 2, hour, minute))(release).refusedBy;
  expect([at(10, 0), at(10, 1)]).toEqual(['soak', undefined]);
});

describe('what holds an environment', () => {
  const stop = { kind: 'stop', by: { name: 'anna' }, active: true, reason: 'incident 12' } as const;
  const [from, until] = ['11:00', '13:00'].map(readMoment);
  if (!from || !until) throw new Error('no moments');
  const noons = { name: 'noon', from, until, timeZone: 'UTC', when: '11:00 – 13:00', reason: undefined };
  const freezes = (services?: readonly string[]) => [{ ...noons, services }];
  const prerequisites: readonly Prerequisite[] = [
    { kind: 'schema', neededBy: ['service1'], fromBuild: 90, database: 'orders', schema: 12 },
  ];
  const schema = { kind: 'schema', by: { name: 'flyway' }, schema: 'orders', number: 12 } as const;
  const check: Prerequisite = {
    kind: 'check',
    neededBy: ['service1'],
    fromBuild: undefined,
    check: { kind: 'command', name: 'quiet', command: ['bin/quiet'], timeoutSeconds: 60 },
  };

  test.each<[string, Partial<Environment>, readonly FactDraft[], string | undefined, readonly string[]]>([
    ['is told of a release that could come', {}, [stop], undefined, ['stop-the-line']],
    ['is told of a freeze', { freezes: freezes() }, [], undefined, ['freeze']],
    ['is no freeze of another service', { freezes: freezes(['service2']) }, [], undefined, []],
    [
      'is no freeze for what is here',
      { freezes: freezes() },
      [began(release), wasVerified(release)],
      undefined,
      [],
    ],
    ['is another promotion', {}, [began(older)], undefined, ['one-at-a-time']],
    ['is not the promotion of the release itself', {}, [stop, began(release)], undefined, []],
    [
      'is all of it',
      { freezes: freezes() },
      [began(older), stop],
      undefined,
      ['stop-the-line', 'one-at-a-time', 'freeze'],
    ],
    ['is not what a schema lacks: that is not offered', { prerequisites }, [stop], 'prerequisites', []],
    ['nor is the schema when it is there', { prerequisites }, [schema], undefined, []],
    ['nor an external check, which nobody asks', { prerequisites: [check] }, [], undefined, []],
  ])('%s', (_, settings, here, refusedBy, heldBy) => {
    const environment = anEnvironment('live', ['beta'], { deadlineMinutes: 300, ...settings });
    const ledger = new Map([
      ['beta', facts('beta', ...verifiedInBeta)],
      ['live', facts('live', ...here)],
    ]);
    const told = eligibleFor(environment, line, ledger, noon)(release);
    expect(told).toEqual({ refusedBy, heldBy });
    // It says what the plan would, but for what is taken up and for who asks.
    const request = { by: { name: 'rita' }, reason: null, kind: 'promote', exceptions: {} } as const;
    const judged = situation('live', release, Object.fromEntries(ledger), {
      environment,
      live: new Map(),
      request,
      now: noon,
    });
    const open = refusals({ ...judged, checks: unasked(environment) }).length === 0;
    const takenUp = judged.state.unfinished?.intent.releaseId === judged.releaseId;
    expect(refusedBy === undefined && heldBy.length === 0).toBe(open || takenUp);
  });
});

test('a freeze of some services holds the releases that move them, whichever was asked about first', () => {
  const [from, until] = ['11:00', '13:00'].map(readMoment);
  if (!from || !until) throw new Error('no moments');
  const rest = { timeZone: 'UTC', when: '', reason: undefined, services: ['service2'] };
  const environment = anEnvironment('live', ['beta'], { freezes: [{ name: 'noon', from, until, ...rest }] });
  const both = aRelease({ service1: build(90), service2: build(41, { service: 'service2' }) });
  const beta = [release, both].flatMap((one) => [began(one), wasVerified(one)]);
  const judge = eligibleFor(environment, line, new Map([['beta', facts('beta', ...beta)]]), noon);
  expect([release, both, release].map((one) => judge(one).heldBy)).toEqual([[], ['freeze'], []]);
});

test('every gate has a say in it, or asks AWS or who wants it', () => {
  const elsewhere = [imageUnmoved, exceptionsNamed];
  expect(new Set([...eligibleGates, ...elsewhere])).toEqual(new Set(gates));
});
