import { aRelease, build } from '../release/example.ts';
import { releaseId } from '../release/release-id.ts';
import type { Config, Environment } from '../config/config.ts';
import type { FactDraft, Fact } from '../ledger/fact.ts';
import { anEnvironment, began, facts, line, situation, wasRevoked, wasVerified } from './example.ts';
import { refusals } from './gates.ts';
import type { Exceptions } from './situation.ts';

const release = aRelease({ service1: build(90) });

/** Facts of the example are written at 09:00, 09:01 and so on. */
const time = (hhmm: string) => Date.parse(`2026-11-02T${hhmm}:00.000Z`);

interface Case {
  readonly now: string;
  readonly upstream?: Readonly<Record<string, readonly FactDraft[]>>;
  readonly live?: Partial<Environment>;
  readonly from?: readonly string[];
  readonly exceptions?: Exceptions;
  readonly candidate?: typeof release;
}

function told({
  now,
  upstream = { beta: [began(release), wasVerified(release)] },
  live = {},
  from = ['beta'],
  exceptions = {},
  candidate = release,
}: Case): readonly string[] {
  const environment = anEnvironment('live', from, { soakMinutes: 120, ...live });
  const config: Config = {
    ...line,
    environments: [anEnvironment('beta', []), anEnvironment('qa', []), environment],
  };
  const ledger: Record<string, readonly Fact[]> = Object.fromEntries(
    Object.entries(upstream).map(([name, drafts]) => [name, facts(name, ...drafts)]),
  );
  const request = { by: { name: 'anna' }, reason: null, kind: 'promote' as const, exceptions };
  return refusals(situation('live', candidate, ledger, { config, now: time(now), request })).map(
    ({ code, what }) => `${code} ${/\d{4}-\S+ \S+ UTC/.exec(what)?.[0] ?? ''}`.trimEnd(),
  );
}

const twice = [began(release), wasVerified(release), began(release), wasVerified(release)];
const [next, other] = [91, 92].map((number) => aRelease({ service1: build(number) }));
const derived = {
  ...aRelease({ service1: build(91), service2: build(41, { service: 'service2' }) }, releaseId(release)),
  derived: { changed: ['service1', 'service2'], reason: null },
};

test.each<[string, Case, readonly string[]]>([
  ['it waits, and says until when', { now: '11:00' }, ['gate-soak 2026-11-02 11:01 UTC']],
  ['it opens to the minute', { now: '11:01' }, []],
  ['verifying it again does not begin anew', { now: '11:01', upstream: { beta: twice } }, []],
  [
    'taking it back does',
    {
      now: '11:02',
      upstream: { beta: [...twice.slice(0, 2), wasRevoked(release), ...twice.slice(2)] },
    },
    ['gate-soak 2026-11-02 11:04 UTC'],
  ],
  [
    'nothing is said of it while there is no verification',
    { now: '09:30', upstream: { beta: [began(release)] } },
    ['gate-verified-upstream'],
  ],
  [
    'of several, the first one opens it',
    {
      now: '09:30',
      from: ['beta', 'qa'],
      upstream: { beta: twice, qa: [began(release), began(release), began(release), wasVerified(release)] },
    },
    ['gate-soak 2026-11-02 11:01 UTC'],
  ],
  [
    'of all, the last one does',
    {
      now: '11:01',
      from: ['beta', 'qa'],
      live: { fromAll: true },
      upstream: { beta: twice, qa: [began(release), began(release), began(release), wasVerified(release)] },
    },
    ['gate-soak 2026-11-02 11:03 UTC'],
  ],
  [
    'a derived release waits for the last of its builds',
    {
      now: '09:30',
      candidate: derived,
      upstream: {
        beta: [
          began(release),
          wasVerified(release),
          wasVerified(next ?? release),
          wasVerified(other ?? release),
          wasVerified(aRelease({ service2: build(41, { service: 'service2' }) })),
        ],
      },
    },
    ['gate-soak 2026-11-02 11:04 UTC'],
  ],
  [
    'a hot fix does not wait where hot fixes are allowed',
    { now: '09:30', live: { hotfixMaySkip: ['qa'] }, exceptions: { hotfix: 'orders are lost' } },
    [],
  ],
  [
    'elsewhere it does',
    { now: '09:30', exceptions: { hotfix: 'orders are lost' } },
    ['gate-soak 2026-11-02 11:01 UTC', 'gate-no-hotfix'],
  ],
])('%s', (_, input, expected) => {
  expect(told(input)).toEqual(expected);
});

test('nobody waits where nothing is to soak', () => {
  expect(told({ now: '09:02', live: { soakMinutes: 0 } })).toEqual([]);
});

test('an hour of soak is an hour, on a night when the clocks of the team go forward too', () => {
  const environment = anEnvironment('live', ['beta'], { soakMinutes: 120 });
  const config = { ...line, environments: [anEnvironment('beta', []), environment] };
  // Half past one in Melbourne; at half past four two hours are over.
  const beta = facts('beta', began(release), wasVerified(release)).map((fact) => ({
    ...fact,
    at: '2026-10-03T15:30:00.000Z',
  }));
  const at = (moment: string) =>
    refusals(situation('live', release, { beta }, { config, now: Date.parse(moment) })).map(
      ({ what }) => what,
    );
  expect(at('2026-10-03T17:29:59Z')).toEqual([expect.stringContaining('2026-10-03 17:30 UTC')]);
  expect(at('2026-10-03T17:30:00Z')).toEqual([]);
});
