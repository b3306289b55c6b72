import type { CheckPrerequisite, Environment, Prerequisite } from '../config/config.ts';
import type { CheckAnswer } from '../external/check.ts';
import type { FactDraft } from '../ledger/fact.ts';
import { aRelease, build } from '../release/example.ts';
import type { Release } from '../release/release.ts';
import { anEnvironment, facts, liveTarget, running, services, situation, wasVerified } from './example.ts';
import { checksToAsk, prerequisites } from './prerequisites.ts';
import type { RequestKind } from './situation.ts';

/** service1 is the one that needs something. Facts are written at 09:00, 09:01, … */
const orders12: Prerequisite = {
  kind: 'schema',
  neededBy: ['service1'],
  fromBuild: undefined,
  database: 'orders',
  schema: 12,
};
const service2At41: Prerequisite = {
  kind: 'service',
  neededBy: ['service1'],
  fromBuild: undefined,
  service: 'service2',
  build: 41,
};
const by = { name: 'flyway' };
const recorded = (number: number, schema = 'orders'): FactDraft => ({ kind: 'schema', by, schema, number });
const candidate = aRelease({ service1: build(90) });
const both = (one: number, two: number) => aRelease({ service1: build(one), service2: build(two) });

interface World {
  readonly release?: Release;
  readonly there?: readonly FactDraft[];
  readonly kind?: RequestKind;
  readonly environment?: Partial<Environment>;
  /** service1 runs the candidate's image already. */
  readonly runsAlready?: boolean;
  readonly checks?: ReadonlyMap<CheckPrerequisite, CheckAnswer>;
}

function judged(wanted: readonly Prerequisite[], world: World) {
  return prerequisites.judge(situationOf(wanted, world));
}

function situationOf(wanted: readonly Prerequisite[], world: World) {
  const { release = candidate, there = [], kind = 'promote', environment, runsAlready = false } = world;
  const [one] = Object.values(release.services);
  return situation(
    'test',
    release,
    { test: facts('test', ...there) },
    {
      environment: anEnvironment('test', [], { ...environment, prerequisites: wanted }),
      request: { by: { name: 'anna' }, reason: null, kind, exceptions: {} },
      ...(world.checks && { checks: world.checks }),
      ...(runsAlready && one && { live: new Map([['service1', liveTarget(running('service1', one))]]) }),
    },
  );
}

describe('the schema of a database', () => {
  test.each<[string, World, boolean, Partial<Prerequisite>?]>([
    ['that nobody recorded is waited for', {}, false],
    ['that is older is waited for', { there: [recorded(11)] }, false],
    ['that is the one is enough', { there: [recorded(12)] }, true],
    ['that is later is enough', { there: [recorded(13)] }, true],
    ['of another database says nothing', { there: [recorded(12, 'users')] }, false],
    ['that was taken back is waited for again', { there: [recorded(12), recorded(11)] }, false],
    ['that came again counts again', { there: [recorded(11), recorded(12)] }, true],
    ['numbered 0 must be recorded, too', {}, false, { schema: 0 }],
    ['is not asked for by a build before the first that needs it', {}, true, { fromBuild: 91 }],
    ['is asked for by the first that needs it', {}, false, { fromBuild: 90 }],
    ['is not asked for by what runs already', { runsAlready: true }, true],
    ['is not asked for by a service that does not come', {}, true, { neededBy: ['service2'] }],
    ['is not asked for by restart', { kind: 'restart' }, true],
  ])('%s', (_, world, open, differing = {}) => {
    expect(judged([{ ...orders12, ...differing } as Prerequisite], world)).toHaveLength(open ? 0 : 1);
  });

  test('the refusal says what is there, who wants more, and what records it', () => {
    const [problem] = judged([orders12], { there: [recorded(11)] });
    expect(problem).toMatchObject({
      code: 'gate-prerequisite-schema',
      what: 'Cannot promote to test: service1 would move and wants schema 12 of the database orders there, and schema 11 was recorded at 2026-11-02 09:00 UTC.',
    });
    expect(problem?.next).toContain('schema record --environment test --database orders --schema 12');
    expect(judged([orders12], {})[0]?.what).toContain('and none was ever recorded.');
  });
});

describe('another service', () => {
  const waves = [['service2'], ['service1']];
  const at = (two: number) => [wasVerified(both(80, two))];
  test.each<[string, World, boolean]>([
    ['that was never verified there is waited for', {}, false],
    ['that is older there is waited for', { there: at(40) }, false],
    ['that is there is enough', { there: at(41) }, true],
    ['that is beyond is enough', { there: at(42) }, true],
    ['comes too late in the same wave', { there: at(40), release: both(90, 41) }, false],
    ['comes in time in an earlier wave', { release: both(90, 41), environment: { waves } }, true],
    [
      'comes too late in a later wave',
      { there: at(40), release: both(90, 41), environment: { waves: waves.toReversed() } },
      false,
    ],
    [
      'comes too late with Terraform, which knows no waves',
      { there: at(40), release: both(90, 41), environment: { waves, engine: 'terraform' } },
      false,
    ],
    ['that is there and goes on with it is enough', { there: at(41), release: both(90, 42) }, true],
    [
      'that the release would take back below is waited for',
      { there: at(41), release: both(90, 40), environment: { waves } },
      false,
    ],
  ])('%s', (_, world, open) => {
    expect(judged([service2At41], world)).toHaveLength(open ? 0 : 1);
  });

  test('the refusal says what is there and what would open it', () => {
    const [alone] = judged([service2At41], { there: at(40) });
    expect(alone).toMatchObject({
      code: 'gate-prerequisite-service',
      what: 'Cannot promote to test: service1 would move and wants service2 there at build 41 or later; build 40 was verified there.',
      next: 'Promote service2 build 41 or later to test until it is verified.',
    });
    const [together] = judged([service2At41], { release: both(90, 41) });
    expect(together?.what).toContain('none was verified there, and the release has 41.');
    expect(together?.next).toContain('Put service2 in an earlier wave than service1');
  });
});

describe('an external check', () => {
  const request: CheckPrerequisite = {
    kind: 'check',
    neededBy: ['service1'],
    fromBuild: undefined,
    check: {
      kind: 'http',
      name: 'change request',
      url: 'https://changes.acme.example/7',
      status: [200],
      json: {},
      requestHeaders: {},
      timeoutSeconds: 10,
    },
  };
  const said = (open: boolean, tryAt: number | null = null) =>
    new Map([[request, { open, said: open ? 'answers 200' : 'answers 503, not 200', tryAt }]]);

  test.each<[string, World, boolean]>([
    ['that says yes lets in', { checks: said(true) }, true],
    ['that says no does not', { checks: said(false) }, false],
    ['that nobody asked does not', {}, false],
    ['is not for what runs already', { checks: said(false), runsAlready: true }, true],
    ['is not for restart', { checks: said(false), kind: 'restart' }, true],
  ])('%s', (_, world, open) => {
    expect(judged([request], world)).toHaveLength(open ? 0 : 1);
  });

  test.each<[string, World, Partial<CheckPrerequisite>, readonly string[] | null]>([
    ['for the services that wait for it', { release: both(90, 41) }, { neededBy: services }, services],
    ['for no service that does not come', {}, { neededBy: ['service2'] }, null],
    ['for no build before the first that needs it', {}, { fromBuild: 91 }, null],
    ['for the first that needs it', {}, { fromBuild: 90 }, ['service1']],
    ['for nothing that runs already', { runsAlready: true }, {}, null],
    ['not for restart', { kind: 'restart' }, {}, null],
    ['not when going back', { kind: 'rollback' }, {}, null],
  ])('is asked %s', (_, world, differing, waiting) => {
    const wanted = { ...request, ...differing };
    expect(checksToAsk(situationOf([orders12, wanted], world))).toEqual(
      waiting === null ? [] : [{ prerequisite: wanted, services: waiting }],
    );
  });

  test('the refusal says which check, what was asked, what that said, and when to try again', () => {
    const opens = Date.parse('2026-11-02T12:30:00.000Z');
    const [problem] = judged([request], { checks: said(false, opens) });
    expect(problem).toMatchObject({
      code: 'gate-prerequisite-check',
      what: 'Cannot promote to test: service1 would move, and the check “change request” does not let it: https://changes.acme.example/7 answers 503, not 200.',
      next: 'Promote again from 2026-11-02 12:30 UTC on; it is asked anew each time.',
    });
    expect(judged([request], { checks: said(false) })[0]?.next).toBe(
      'See to what it says, and promote again; it is asked anew each time.',
    );
  });
});

test('all that is missing is told at once, each with the services that wait', () => {
  const wanted = [{ ...orders12, neededBy: services }, service2At41];
  expect(judged(wanted, { release: both(90, 40) }).map(({ what }) => what)).toEqual([
    expect.stringContaining('service1, service2 would move and wants schema 12'),
    expect.stringContaining('service1 would move and wants service2'),
  ]);
});
