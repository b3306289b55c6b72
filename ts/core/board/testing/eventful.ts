import type { Config, Freeze } from '../../config/config.ts';
import { anEnvironment, wasRevoked } from '../../gates/example.ts';
import type { FactDraft } from '../../ledger/fact.ts';
import { aRelease, build } from '../../release/example.ts';
import { releaseId } from '../../release/release-id.ts';
import type { Release } from '../../release/release.ts';
import { boardOf, type Board } from '../board.ts';
import type { Live } from '../live.ts';
import { begin, story, type Scene } from './promotions.ts';

/**
 * A fortnight of a shop with six services, in which everything happened that a board has a word for: what the tests look at, and the
 * picture in docs/board.md.
 */
export function eventfulBoard(): Board {
  const facts = new Map(
    Object.entries(scenes()).map(([name, told]) => [name, story(name, ...told)] as const),
  );
  return boardOf({ config, facts, live: liveNow(), now: begin + 14 * day * 60_000, days: 30 });
}

const day = 24 * 60;
const names = [
  'basket',
  'catalogue',
  'checkout',
  'kitchen',
  'payments',
  'a-service-with-a-name-that-does-not-fit-anywhere',
];
const subjects: Readonly<Record<string, readonly string[]>> = {
  basket: ['Keep the basket when somebody signs in', 'Bump the HTTP client'],
  catalogue: [
    'Say when the kitchen closes, and why it does not open on Mondays in winter',
    'Read the opening hours from the database',
  ],
  checkout: ['<img src=x onerror=alert(1)> & "quotes" \u202eturned around', 'Fix the rounding of GST'],
  kitchen: ['إصلاح تقريب ضريبة السلع'],
  payments: ['Retry the payment once when the bank takes longer than four seconds'],
};

/** Round n brings build 40 + n of all services, but for those that stay. */
function round(number: number, staying: Readonly<Record<string, number>> = {}): Release {
  const builds = names.map((service, at) => {
    const own = staying[service] ?? 40 + number + at * 11;
    const told = subjects[service] ?? [`Averylongwordthatnobodybreaks${'x'.repeat(60)}`];
    return [service, build(own, { service, subject: told[own % told.length] ?? '' })] as const;
  });
  return aRelease(Object.fromEntries(builds));
}

const rounds = Array.from({ length: 12 }, (_, number) =>
  round(number, { kitchen: 73 + Math.floor(number / 4) }),
);

function scenes(): Readonly<Record<string, readonly Scene[]>> {
  const by = (number: number) => ['anna', 'ben.okafor', 'mei.lin'][number % 3] ?? 'anna';
  const line = (every: number, later: number, long: number, fails: readonly number[]): Scene[] =>
    rounds.flatMap((release, number): readonly Scene[] => {
      if (number % every !== 0) return [];
      const from = number * day + later;
      const moves = number === 0 ? names : names.filter((_, at) => (at + number) % 2 === 0);
      if (!fails.includes(number))
        return [{ release, from, to: from + long + number, by: by(number), moves }];
      const before = rounds[number - every];
      if (!before) return [];
      const running = releaseId(before);
      return [
        {
          release,
          from,
          to: from + long * 2,
          turnedAt: from + long,
          result: 'rolledBack',
          running,
          by: by(number),
          moves,
        },
      ];
    });
  const live = line(2, 20 * 60, 22, [4]);
  const stop: FactDraft = {
    kind: 'stop',
    by: { name: 'priya' },
    active: true,
    reason: 'the bank changes its certificates until Thursday',
  };
  const [nine, ten, last] = rounds.slice(9) as [Release, Release, Release];
  const interrupted: Scene = {
    release: last,
    from: 13 * day,
    to: 13 * day + 30,
    result: 'interrupted',
    by: 'mei.lin',
    running: releaseId(nine),
  };
  return {
    test: line(1, 60, 6, [5, 7]),
    beta: [...line(1, 180, 9, [7, 11])],
    staging: line(1, 300, 12, [3]),
    qa: [
      { release: ten, from: 10 * day + 400, to: 10 * day + 412 },
      { at: 12 * day, draft: wasRevoked(ten) },
    ],
    live: [...live, { at: 13 * day, draft: stop }],
    sandbox: [...line(3, 400, 12, []), interrupted],
    demo: [],
  };
}

const services = names.map((name) => ({
  name,
  job: `${name}-build`,
  image: `123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/${name}`,
  variable: name.toUpperCase().replaceAll('-', '_'),
}));
const targets = names.map((service) => ({
  service,
  ecsService: service,
  container: service,
  strategy: { type: 'rolling' as const },
}));
const common = { services: targets, waves: [names] };

const freeze: Freeze = {
  name: 'long-weekend',
  from: { every: 'week', weekday: 5, minute: 16 * 60 },
  until: { every: 'week', weekday: 2, minute: 8 * 60 },
  timeZone: 'Australia/Melbourne',
  services: undefined,
  reason: 'the Melbourne Cup',
  when: 'Fri 16:00 – Tue 08:00',
};

const config: Config = {
  version: 1,
  ledger: undefined,
  services,
  environments: [
    anEnvironment('test', [], common),
    anEnvironment('beta', ['test'], common),
    anEnvironment('staging', ['beta'], { ...common, freezes: [freeze] }),
    anEnvironment('qa', ['beta'], common),
    anEnvironment('live', ['staging'], {
      ...common,
      soakMinutes: 3 * day,
      approval: { from: ['release-managers'], minimum: 1, notRequester: true },
    }),
    anEnvironment('sandbox', ['staging'], common),
    anEnvironment('demo', ['beta'], { ...common, onDemand: {} }),
  ],
  notifications: [],
};

/** Everywhere what was recorded; but somebody moved a service in Beta, and Sandbox can't be looked at. */
function liveNow(): ReadonlyMap<string, Live> {
  const images = (release: Release | undefined, differing: Readonly<Record<string, string>> = {}): Live =>
    new Map(
      Object.entries(release?.services ?? {}).map(([service, { image, digest }]) => [
        service,
        differing[service] ?? `${image}@${digest}`,
      ]),
    );
  return new Map([
    ['test', images(rounds[11])],
    [
      'beta',
      images(rounds[10], {
        checkout: '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/checkout:hotfix-by-hand',
      }),
    ],
    ['staging', images(rounds[11])],
    ['qa', images(rounds[10])],
    ['live', images(rounds[10])],
    [
      'sandbox',
      { unreachable: 'Cannot act as arn:aws:iam::210987654321:role/ecs-promote-sandbox: access denied.' },
    ],
    ['demo', new Map()],
  ]);
}
