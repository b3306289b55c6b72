import type { Config, Environment } from '../../config/config.ts';
import { anEnvironment } from '../../gates/example.ts';
import type { Fact, FactDraft } from '../../ledger/fact.ts';
import type { Action } from '../../plan/plan.ts';
import { sha256Hex } from '../../release/canonical.ts';
import { build } from '../../release/example.ts';
import { releaseId, servicesHash } from '../../release/release-id.ts';
import type { Release, ServiceBuild } from '../../release/release.ts';

/** How much there is of everything. */
export interface Extent {
  readonly environments: number;
  readonly services: number;
  /** Facts, of all environments together; a few less or more, since each promotion has three. */
  readonly records: number;
}

export interface LongLedger {
  readonly config: Config;
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  /** When it ends, milliseconds since the epoch. */
  readonly now: number;
}

/** Puts a draft behind the facts that an environment has. */
export type Seal = (draft: FactDraft, before: readonly Fact[], environment: string, at: number) => Fact;

const hour = 3_600_000;
const people = ['anna', 'ben.okafor', 'mei.lin', 'timer', 'priya'];
const subjects = [
  'Fix the rounding of GST',
  'Say when the kitchen closes, and why it does not open on Mondays in winter',
  'Read the opening hours from the database',
  'Retry the payment once when the bank takes longer than four seconds to answer',
  'Bump the HTTP client',
];

/**
 * A ledger as years of work leave it: releases of all services, of which a few change, go along a line; one in nine fails and goes back,
 * and not all go to the end. The same each time.
 */
export function longLedger(extent: Extent, seal: Seal = unsealed): LongLedger {
  const names = Array.from({ length: extent.services }, (_, at) => `service-${at + 1}`);
  const config = configOf(extent.environments, names);
  const facts = new Map<string, Fact[]>(config.environments.map(({ name }) => [name, []]));
  const random = draws();
  const start = Date.UTC(2026, 5, 1, 8);
  const rounds = Math.ceil(extent.records / 3 / (extent.environments * 0.5));
  const builds = new Map(names.map((name) => [name, 100]));
  let written = 0;
  let at = start;
  for (let round = 0; written < extent.records; round++) {
    at = start + Math.round((round / rounds) * 170 * 24 * hour);
    const changed = names.filter((_, place) => round === 0 || (place * 7 + round) % 61 < 2);
    for (const name of changed) builds.set(name, (builds.get(name) ?? 0) + 1);
    const release = releaseOf(builds);
    for (const [place, { name }] of config.environments.entries()) {
      const own = facts.get(name) ?? [];
      const by = {
        name: people[Math.floor(random() * people.length)] ?? 'anna',
        build: { job: `deploy-${name}`, number: own.length + 1 },
      };
      const fails = round > 0 && random() < 0.11;
      const before = own.findLast((fact) => fact.kind === 'verification');
      for (const [delay, draft] of promotion(release, before?.release ?? null, by, fails, name)) {
        const named =
          'promotion' in draft ? { ...draft, promotion: own.at(delay > 10 ? -2 : -1)?.id ?? '' } : draft;
        own.push(seal(named, own, name, at + place * 2 * hour + delay * 60_000));
        written += 1;
      }
      if (fails || random() < 0.02 * place) break;
    }
  }
  return { config, facts, now: at + 30 * hour };
}

function promotion(
  release: Release,
  before: Release | null,
  by: { name: string },
  fails: boolean,
  environment: string,
): readonly (readonly [number, FactDraft])[] {
  const id = idOf(release);
  const intent: FactDraft = {
    kind: 'promotion',
    phase: 'intent',
    by,
    release,
    releaseId: id,
    plan: {
      version: 1,
      kind: 'promote',
      environment,
      cluster: `appcluster-${environment}`,
      engine: 'ecs',
      releaseId: id,
      baseline: before && idOf(before),
      actions: Object.entries(release.services).map(([name, one]) => action(name, one, before)),
      parallel: null,
      notes: [],
    },
    planHash: sha256Hex(`${id}${environment}`),
    approvedBy: environment.startsWith('live') ? ['priya'] : [],
    reason: null,
  };
  const common = { by, promotion: '', releaseId: id } as const;
  if (fails && before) {
    return [
      [0, intent],
      [
        4,
        {
          kind: 'promotion',
          phase: 'rollback',
          ...common,
          to: idOf(before),
          cause: 'service-3 crashes: exit code 1, “connection refused”',
        },
      ],
      [
        11,
        {
          kind: 'promotion',
          phase: 'outcome',
          ...common,
          result: 'rolledBack',
          summary: 'went back to the release before',
          running: idOf(before),
        },
      ],
    ];
  }
  return [
    [0, intent],
    [
      5,
      {
        kind: 'verification',
        ...common,
        release,
        servicesHash: servicesHash(release),
        proof: proofOf(release),
      },
    ],
    [
      12,
      {
        kind: 'promotion',
        phase: 'outcome',
        ...common,
        result: 'verified',
        summary: 'all services run the release',
        running: id,
      },
    ],
  ];
}

function action(
  service: string,
  { build: number, digest, image }: ServiceBuild,
  before: Release | null,
): Action {
  const old = before?.services[service];
  const common = { service, ecsService: service, container: service, digest, desiredCount: 2 };
  if (old?.digest === digest)
    return { action: 'keep', ...common, build: number, taskDefinition: `${service}:${number}` };
  return {
    action: 'deploy',
    ...common,
    fromBuild: old?.build ?? null,
    toBuild: number,
    image: `${image}@${digest}`,
    template: `${service}:1`,
    replaces: null,
    alsoChanges: [],
    strategy: { type: 'rolling' },
    waitMinutes: 0,
    wave: 1,
  };
}

function proofOf({ services }: Release) {
  return Object.entries(services).map(([service, { build: number, digest }]) => ({
    service,
    outcome: 'proven' as const,
    taskDefinition: `arn:aws:ecs:ap-southeast-2:123456789012:task-definition/${service}:${number}`,
    digest,
    tasks: 2,
    healthyTargets: 2,
    note: null,
  }));
}

/** The same release goes to a dozen environments. */
const ids = new WeakMap<Release, string>();

function idOf(release: Release): string {
  const id = ids.get(release) ?? releaseId(release);
  ids.set(release, id);
  return id;
}

/** Each build once, so that a ledger in memory is as big as what differs in it. */
const made = new Map<string, ServiceBuild>();

function releaseOf(builds: ReadonlyMap<string, number>): Release {
  const services = [...builds].map(([service, number]) => {
    const key = `${service} ${number}`;
    const subject = subjects[(number * 7 + service.length) % subjects.length] ?? '';
    const one = made.get(key) ?? build(number, { service, subject: `${subject} (${number})` });
    made.set(key, one);
    return [service, one] as const;
  });
  return { version: 1, parent: null, services: Object.fromEntries(services) };
}

/** `test`, `beta`, `staging`, then `live-1` and so on, three of them behind each other and the rest beside the last. */
function configOf(count: number, services: readonly string[]): Config {
  const names = Array.from({ length: count }, (_, at) => ['test', 'beta', 'staging'][at] ?? `live-${at - 2}`);
  const environments: Environment[] = names.map((name, at) => ({
    ...anEnvironment(name, at === 0 ? [] : [names[Math.min(at - 1, 5)] ?? '']),
    services: services.map((service) => ({
      service,
      ecsService: service,
      container: service,
      strategy: { type: 'rolling' },
    })),
    waves: [services],
    ...(name.startsWith('live') && {
      soakMinutes: 24 * 60,
      approval: { from: ['release-managers'], minimum: 1, notRequester: true },
    }),
  }));
  return {
    version: 1,
    ledger: undefined,
    services: services.map((name) => ({
      name,
      job: `${name}-build`,
      image: `123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/${name}`,
      variable: name.toUpperCase().replace('-', '_'),
    })),
    environments,
    notifications: [],
  };
}

/** Facts with ids that count up; who needs a chain that can be checked seals them. */
function unsealed(draft: FactDraft, before: readonly Fact[], environment: string, at: number): Fact {
  return {
    version: 1,
    id: `01KB0Z3N7V${String(before.length).padStart(16, '0')}`,
    environment,
    previous: null,
    at: new Date(at).toISOString(),
    ...draft,
  };
}

/** Numbers from 0 to 1 that look drawn and are the same each time (a linear congruential generator). */
function draws(): () => number {
  let state = 20_261_101;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
