import fc from 'fast-check';
import type { CheckPrerequisite, Config, Environment, Prerequisite } from '../config/config.ts';
import { readMoment } from '../freeze/moment.ts';
import { environmentState } from '../ledger/environment-state.ts';
import type { Fact, FactDraft } from '../ledger/fact.ts';
import { decide } from '../plan/decide.ts';
import { aRelease, build } from '../release/example.ts';
import { approval, type Approved } from './approval.ts';
import {
  anEnvironment,
  began,
  line,
  liveTarget,
  running,
  situation,
  wasRevoked,
  wasVerified,
} from './example.ts';
import type { Exceptions, Situation } from './situation.ts';

/**
 * Random sequences of promotions, approvals, revocations, stops, schemas, answers of a check, changed settings and hours that pass, on a line
 * that forks and meets again, through the gates and the ledger's own reading, against an oracle that keeps a few numbers. What the gates let in, the oracle must allow; what it says must be let in,
 * the gates must let in.
 */
const minute = 60_000;
const builds = [1, 2, 3] as const;
const releases = new Map(builds.map((number) => [number, aRelease({ service1: build(number) })]));
type Build = (typeof builds)[number];
type Name = 'test' | 'beta' | 'qa' | 'live';
const names = ['test', 'beta', 'qa', 'live'] as const;

const soakMinutes = 60;
const validMinutes = 120;
const managers = ['rita', 'mei', 'omar'];
const [evening, morning] = [readMoment('18:00'), readMoment('07:00')];

/** Asked of everything that comes to live. */
const quiet: CheckPrerequisite = {
  kind: 'check',
  neededBy: ['service1'],
  fromBuild: undefined,
  check: { kind: 'command', name: 'quiet', command: ['bin/quiet'], timeoutSeconds: 60 },
};
/** From build 2 on. */
const orders: Prerequisite = {
  kind: 'schema',
  neededBy: ['service1'],
  fromBuild: 2,
  database: 'orders',
  schema: 2,
};

interface Settings {
  readonly settleMinutes: number;
  /** Live takes what was verified in beta and qa, or in one of them. */
  readonly fromAll: boolean;
}

/**
 * Live: an hour of soak, two of the managers within two hours, no nights, a schema, a check outside, hot fixes past beta.
 */
function configOf({ settleMinutes, fromAll }: Settings): Config {
  if (!evening || !morning) throw new Error('no moments');
  const night = { name: 'night', from: evening, until: morning, timeZone: 'UTC', when: '18:00 – 07:00' };
  const live: Partial<Environment> = {
    settleMinutes,
    fromAll,
    soakMinutes,
    prerequisites: [orders, quiet],
    hotfixMaySkip: ['beta'],
    freezes: [{ ...night, services: undefined, reason: undefined }],
    approval: { from: ['managers'], people: managers, minimum: 2, notRequester: true, validMinutes },
  };
  return {
    ...line,
    environments: [
      anEnvironment('test', []),
      anEnvironment('beta', ['test']),
      anEnvironment('qa', ['test']),
      anEnvironment('live', ['beta', 'qa'], live),
    ],
  };
}

type Command =
  | {
      readonly do: 'promote';
      readonly to: Name;
      readonly build: Build;
      readonly by: string;
      readonly exceptions: readonly (keyof Exceptions)[];
    }
  | {
      readonly do: 'approve';
      readonly build: Build;
      readonly by: string;
      readonly exceptions: readonly (keyof Exceptions)[];
      readonly people: readonly string[];
    }
  | { readonly do: 'revoke'; readonly in: Name; readonly build: Build }
  | { readonly do: 'stop'; readonly in: Name; readonly active: boolean }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'record'; readonly schema: number }
  | { readonly do: 'answer'; readonly open: boolean }
  | ({ readonly do: 'configure' } & Settings);

/** The real code with a ledger in memory, and a cluster that runs what was promoted. */
class Line {
  now = Date.UTC(2026, 10, 2, 9);
  settings: Settings = { settleMinutes: 0, fromAll: false };
  /** What the check outside would say. */
  open = true;
  readonly #facts: Record<Name, Fact[]> = { test: [], beta: [], qa: [], live: [] };
  readonly #runs: Record<Name, { build: Build; revision: number } | null> = {
    test: null,
    beta: null,
    qa: null,
    live: null,
  };
  #ids = 0;

  write(environment: Name, draft: FactDraft): void {
    const id = `01KB0Z3N7V${String(this.#ids++).padStart(16, '0')}`;
    this.#facts[environment].push({
      version: 1,
      id,
      environment,
      previous: null,
      at: new Date(this.now).toISOString(),
      ...draft,
    });
  }

  situation(to: Name, number: Build, by: string, exceptions: readonly (keyof Exceptions)[]): Situation {
    const runs = this.#runs[to] ?? { build: 1, revision: 0 };
    const definition = running('service1', build(this.#runs[to] ? runs.build : 99), runs.revision + 1);
    return situation(to, releaseOf(number), this.#facts, {
      config: configOf(this.settings),
      checks: new Map([[quiet, { open: this.open, said: '', tryAt: null }]]),
      now: this.now,
      live: new Map([['service1', liveTarget(definition)]]),
      request: {
        by: { name: by },
        reason: 'because',
        kind: 'promote',
        exceptions: Object.fromEntries(exceptions.map((name) => [name, 'because'])),
      },
    });
  }

  planHash(...of: Parameters<Line['situation']>): string | null {
    const decision = decide(this.situation(...of));
    return decision.kind === 'refused' ? null : decision.planHash;
  }

  /** Codes of the refusals; empty where it was let in, and then it is there and verified. */
  promote(
    to: Name,
    number: Build,
    by: string,
    exceptions: readonly (keyof Exceptions)[],
    approved: Approved,
  ): readonly string[] {
    const judged = this.situation(to, number, by, exceptions);
    const decision = decide(judged);
    if (decision.kind === 'refused') return decision.problems.map(({ code }) => code);
    if (decision.kind === 'nothingToDo') return [];
    const { planHash } = decision;
    const { environment, request } = judged;
    const problems = approval.judge(environment.approval ? approved : nobody, {
      planHash,
      environment,
      request,
      now: this.now,
    });
    if (problems.length > 0) return problems.map(({ code }) => code);
    const intent = { ...began(releaseOf(number)), plan: decision.plan } as FactDraft;
    this.write(to, intent);
    const promotion = this.#facts[to].at(-1)?.id ?? '';
    this.write(to, wasVerified(releaseOf(number)));
    this.write(to, ended(promotion, number));
    this.#runs[to] = { build: number, revision: (this.#runs[to]?.revision ?? 0) + 1 };
    return [];
  }

  verified(where: Name): number | null {
    return (
      environmentState(where, this.#facts[where]).lastVerified?.release.services['service1']?.build ?? null
    );
  }
}

const nobody: Approved = { plan: null, by: [], at: null };

function releaseOf(number: Build) {
  const release = releases.get(number);
  if (!release) throw new Error(`no release of build ${number}`);
  return release;
}

function ended(promotion: string, number: Build): FactDraft {
  const { releaseId } = situation('test', releaseOf(number));
  return {
    kind: 'promotion',
    phase: 'outcome',
    by: { name: 'anna' },
    promotion,
    releaseId,
    result: 'verified',
    summary: '',
    running: releaseId,
  };
}

/** What somebody would keep on a sheet of paper. */
class Oracle {
  /** Since when each build stands verified, in the order of the verifications. */
  readonly standing: Record<Name, { build: Build; at: number }[]> = { test: [], beta: [], qa: [], live: [] };
  readonly stopped: Record<Name, boolean> = { test: false, beta: false, qa: false, live: false };
  readonly runs: Record<Name, Build | null> = { test: null, beta: null, qa: null, live: null };
  fromAll = false;
  schema = 0;
  open = true;
  /** Counts what changes a plan for live for certain: what runs there, and its settings. */
  changes = 0;
  /** Counts everything. */
  events = 0;
  approved: {
    build: Build;
    by: string;
    exceptions: string;
    people: readonly string[];
    at: number;
    changes: number;
    events: number;
  } | null = null;

  since(where: Name, build: Build): number | null {
    return this.standing[where].find((one) => one.build === build)?.at ?? null;
  }

  gatesOpen(to: Name, number: Build, by: string, exceptions: readonly string[], now: number): boolean {
    const has = (name: string) => exceptions.includes(name);
    const hour = new Date(now).getUTCHours();
    const last = this.standing[to].at(-1)?.build ?? 0;
    const wasIn = (where: Name) => this.since(where, number) !== null;
    const soaked = (where: Name) => (this.since(where, number) ?? Infinity) + soakMinutes * minute <= now;
    const [pastBeta, pastQa] = has('hotfix')
      ? [wasIn('beta') || wasIn('test'), wasIn('qa')]
      : [soaked('beta'), soaked('qa')];
    const wayThere = {
      test: true,
      beta: wasIn('test'),
      qa: wasIn('test'),
      live: this.fromAll ? pastBeta && pastQa : pastBeta || pastQa,
    };
    const hasWhatItNeeds = this.open && (number < 2 || this.schema >= 2);
    return (
      !this.stopped[to] &&
      (to !== 'live' || this.runs.live === number || hasWhatItNeeds) &&
      wayThere[to] &&
      (exceptions.length === 0 || by !== 'timer') &&
      (!has('hotfix') || to === 'live') &&
      (number >= last || has('older')) &&
      (to !== 'live' || has('freeze') || this.runs.live === number || (hour >= 7 && hour < 18))
    );
  }

  /** Whether the approval that there is may, and whether it must, let this into live. */
  approval(
    number: Build,
    by: string,
    exceptions: readonly string[],
    now: number,
  ): { may: boolean; must: boolean } {
    const { approved } = this;
    if (!approved) return { may: false, must: false };
    const people = new Set(approved.people.filter((name) => managers.includes(name) && name !== by));
    const onlyThese = approved.people.every((name) => people.has(name));
    const inTime = now < approved.at + validMinutes * minute;
    const may =
      people.size >= 2 &&
      onlyThese &&
      inTime &&
      approved.build === number &&
      approved.changes === this.changes;
    // A soak that has ended and a freeze that is over need no exception: then the plan has none, and is another one.
    const sameNeed = approved.at === now || exceptions.every((name) => name === 'older');
    const must =
      may &&
      sameNeed &&
      approved.events === this.events &&
      approved.by === by &&
      approved.exceptions === exceptions.join();
    return { may, must };
  }
}

const seen = new Set<string>();

function run(commands: readonly Command[]): void {
  const real = new Line();
  const oracle = new Oracle();
  let approved: Approved = nobody;
  for (const command of commands) {
    switch (command.do) {
      case 'promote': {
        const { to, build: number, by, exceptions } = command;
        const refused = real.promote(to, number, by, exceptions, approved);
        refused.forEach((code) => seen.add(code));
        const open = oracle.gatesOpen(to, number, by, exceptions, real.now);
        const there = oracle.standing[to].at(-1)?.build === number && oracle.runs[to] === number;
        const asked =
          to === 'live' && !there
            ? oracle.approval(number, by, exceptions, real.now)
            : { may: true, must: true };
        const told = `${JSON.stringify(command)}: ${refused.join() || 'let in'}`;
        if (refused.length === 0) expect([told, open && asked.may]).toEqual([told, true]);
        else expect([told, open && asked.must]).toEqual([told, false]);
        if (refused.length > 0 || there) break;
        seen.add(`${to}: let in${exceptions.map((name) => ` by ${name}`).join('')}`);
        if (to === 'live') seen.add(`live: let in from ${oracle.fromAll ? 'all' : 'any'}`);
        oracle.standing[to].push({ build: number, at: real.now });
        oracle.runs[to] = number;
        oracle.events++;
        if (to === 'live') oracle.changes++;
        break;
      }
      case 'approve': {
        const { build: number, by, exceptions, people } = command;
        const plan = real.planHash('live', number, by, exceptions);
        if (plan === null) break;
        approved = { plan, by: people, at: real.now };
        oracle.approved = {
          build: number,
          by,
          exceptions: exceptions.join(),
          people,
          at: real.now,
          changes: oracle.changes,
          events: oracle.events,
        };
        break;
      }
      case 'revoke':
        if (oracle.since(command.in, command.build) === null) break;
        real.write(command.in, wasRevoked(releaseOf(command.build)));
        oracle.standing[command.in] = oracle.standing[command.in].filter(
          (one) => one.build !== command.build,
        );
        oracle.events++;
        break;
      case 'stop':
        real.write(command.in, {
          kind: 'stop',
          by: { name: 'anna' },
          active: command.active,
          reason: 'because',
        });
        oracle.stopped[command.in] = command.active;
        break;
      case 'wait':
        real.now += command.minutes * minute;
        break;
      case 'record':
        real.write('live', {
          kind: 'schema',
          by: { name: 'flyway' },
          schema: 'orders',
          number: command.schema,
        });
        oracle.schema = command.schema;
        break;
      case 'answer':
        real.open = command.open;
        oracle.open = command.open;
        break;
      case 'configure': {
        const { settleMinutes, fromAll } = command;
        if (real.settings.settleMinutes !== settleMinutes || real.settings.fromAll !== fromAll)
          oracle.changes++;
        real.settings = { settleMinutes, fromAll };
        oracle.fromAll = fromAll;
        oracle.events++;
        break;
      }
    }
    for (const name of names) expect(real.verified(name)).toBe(oracle.standing[name].at(-1)?.build ?? null);
  }
}

const name = fc.constantFrom(...names);
const number = fc.constantFrom(...builds);
const by = fc.oneof(
  { weight: 6, arbitrary: fc.constant('anna') },
  { weight: 1, arbitrary: fc.constantFrom('rita', 'timer') },
);
const exceptions = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.subarray<keyof Exceptions>(['older', 'hotfix', 'freeze'], { maxLength: 2 }) },
);
const people = fc.oneof(
  { weight: 3, arbitrary: fc.constant(['rita', 'mei']) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('rita', 'mei', 'omar', 'anna', 'bob'), { maxLength: 3 }) },
);
const promote = fc.record({ do: fc.constant('promote' as const), to: name, build: number, by, exceptions });
const wait = fc.record({
  do: fc.constant('wait' as const),
  minutes: fc.constantFrom(1, 30, 59, 60, 119, 120, 400),
});

const record = fc.record({ do: fc.constant('record' as const), schema: fc.constantFrom(1, 2, 2, 2, 3) });
const answer = fc.record({
  do: fc.constant('answer' as const),
  open: fc.constantFrom(true, true, true, true, false),
});
const revoke = fc.record({ do: fc.constant('revoke' as const), in: name, build: number });
const configure = fc.record({
  do: fc.constant('configure' as const),
  settleMinutes: fc.constantFrom(0, 5),
  fromAll: fc.boolean(),
});

/** One command, or a few in the order in which people mean them to come: by chance alone hardly anything gets as far as live. */
const commands = fc.oneof(
  { weight: 6, arbitrary: promote.map((one) => [one]) },
  { weight: 3, arbitrary: wait.map((one) => [one]) },
  {
    weight: 4,
    arbitrary: revoke.map((one) => [one]),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ do: fc.constant('stop' as const), in: name, active: fc.boolean() })
      .map((one) => [one]),
  },
  { weight: 1, arbitrary: configure.map((one) => [one]) },
  { weight: 1, arbitrary: record.map((one) => [one]) },
  { weight: 1, arbitrary: answer.map((one) => [one]) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        number,
        by,
        exceptions,
        people,
        fc.tuple(record, answer, fc.constantFrom(true, true, false)),
        fc.constantFrom(59, 60, 60, 60),
        fc.option(wait),
        fc.option(fc.oneof(promote, configure, revoke)),
      )
      .map(([build, who, why, approvers, [schema, says, alsoQa], soaking, first, between]): Command[] => [
        { do: 'promote', to: 'test', build, by: who, exceptions: [] },
        { do: 'promote', to: 'beta', build, by: who, exceptions: [] },
        ...(alsoQa ? [{ do: 'promote', to: 'qa', build, by: who, exceptions: [] } as const] : []),
        schema,
        says,
        { do: 'wait', minutes: soaking },
        { do: 'approve', build, by: who, exceptions: why, people: approvers },
        ...(first ? [first] : []),
        ...(between ? [between] : []),
        { do: 'promote', to: 'live', build, by: who, exceptions: why },
      ]),
  },
);

test('no sequence brings a release where a gate forbids it, and none is held that nothing forbids', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 25 }), (some) => {
      run(some.flat());
    }),
    { numRuns: 400, seed: 20261127 },
  );
  // A sequence that meets no gate shows nothing of it.
  const wanted = [
    'gate-stopped',
    'gate-frozen',
    'gate-order',
    'gate-verified-upstream',
    'gate-soak',
    'gate-prerequisite-schema',
    'gate-prerequisite-check',
    'gate-overtaking',
    'gate-exception-nameless',
    'gate-no-hotfix',
    'plan-approval-missing',
    'plan-not-the-approved-one',
    'gate-approver-other',
    'gate-approver-requester',
    'gate-approvers-few',
    'gate-approval-expired',
    'live: let in',
    'live: let in by hotfix',
    'live: let in by freeze',
    'live: let in by older',
    'live: let in from all',
    'live: let in from any',
  ];
  expect(wanted.filter((code) => !seen.has(code))).toEqual([]);
});
