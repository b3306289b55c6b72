import type { Config, Environment } from '../config/config.ts';
import { anEnvironment, began, facts, line, wasRevoked, wasVerified } from '../gates/example.ts';
import type { Actor, Fact, FactDraft, PromotionIntent, PromotionResult } from '../ledger/fact.ts';
import type { Exception } from '../plan/plan.ts';
import { aRelease, build } from '../release/example.ts';
import { releaseId } from '../release/release-id.ts';
import type { Release } from '../release/release.ts';
import { dueIn } from './due.ts';
import { memoryText, parseMemory } from './memory.ts';
import { renderDue } from './render.ts';
import { dueNow, toStart } from './start.ts';

/** Beta promotes by itself what test has verified. Facts are written at 09:00, 09:01, …; it is noon. */
const [r90, r91, r92] = [90, 91, 92].map((number) => aRelease({ service1: build(number) })) as [
  Release,
  Release,
  Release,
];
const anna: Actor = { name: 'anna' };
const timer: Actor = { name: 'timer' };

/** A promotion and its end. Facts count up from `at`, so that the end names its intent. */
function promoted(
  release: Release,
  at: number,
  { by = timer, kind = 'promote', result = 'verified', exceptions }: Partial<Did> = {},
): readonly FactDraft[] {
  const intent = began(release) as Omit<PromotionIntent, 'id'>;
  const plan = { ...intent.plan, kind, ...(exceptions && { exceptions }) };
  return [
    { ...intent, by, plan },
    {
      kind: 'promotion',
      phase: 'outcome',
      by,
      promotion: `01KB0Z3N7V${String(at).padStart(16, '0')}`,
      releaseId: releaseId(release),
      result,
      summary: '',
      running: null,
    },
    ...(result === 'verified' ? [wasVerified(release)] : []),
  ];
}
interface Did {
  readonly by: Actor;
  readonly kind: 'promote' | 'restart' | 'rollback';
  readonly result: PromotionResult;
  readonly exceptions: readonly Exception[];
}

function beta(
  test: readonly FactDraft[],
  here: readonly FactDraft[] = [],
  differing: Partial<Environment> = {},
) {
  const environment = anEnvironment('beta', ['test'], { automatic: true, ...differing });
  const config: Config = { ...line, environments: [anEnvironment('test', []), environment] };
  const ledger = new Map<string, readonly Fact[]>([
    ['test', facts('test', ...test)],
    ['beta', facts('beta', ...here)],
  ]);
  return dueIn(environment, config, ledger, Date.UTC(2026, 10, 2, 12)).due;
}
type Told = ReturnType<typeof beta>;

const inTest = (...releases: readonly Release[]) =>
  releases.flatMap((release) => [began(release), wasVerified(release)]);
const name = (id: string | undefined) =>
  [r90, r91, r92].findIndex((release) => releaseId(release) === id) + 90;
/** `90`; what holds everything; `91: gate-soak` of one that waits. */
const told = ({ release, held, waiting }: Told) => [
  release ? String(name(release.releaseId)) : 'nothing',
  ...(held ? [held.code] : []),
  ...waiting.map(
    ({ releaseId: id, problems }) => `${name(id)}: ${problems.map(({ code }) => code).join(', ')}`,
  ),
];

describe('what is due', () => {
  const soakMinutes = 178;
  const stopped: FactDraft = { kind: 'stop', by: anna, active: true, reason: 'incident 12' };
  test.each<[string, Told, readonly string[]]>([
    ['is nothing where nothing was verified before', beta([began(r90)]), ['nothing']],
    ['is the newest that was verified', beta(inTest(r90, r91)), ['91']],
    ['is the one that was verified last', beta(inTest(r90, r91, r90)), ['90']],
    ['is nothing where it is here', beta(inTest(r90), promoted(r90, 0)), ['nothing']],
    ['is none older than what is here', beta(inTest(r90, r91), promoted(r91, 0)), ['nothing']],
    ['is none that was taken back', beta([...inTest(r90, r91), wasRevoked(r91)]), ['90']],
    [
      'is the older one while the newer has to wait, and says why',
      beta(inTest(r90, r91), [], { soakMinutes }),
      ['90', '91: gate-soak'],
    ],
    [
      'is told once, however often it was verified',
      beta(inTest(r90, r91, r90), [stopped]),
      ['nothing', '90: gate-stopped', '91: gate-stopped'],
    ],
    ['is nothing while the line is stopped', beta(inTest(r90), [stopped]), ['nothing', '90: gate-stopped']],
    [
      'is not what failed here',
      beta(inTest(r90, r91), promoted(r91, 0, { result: 'rolledBack' })),
      ['90', '91: due-tried'],
    ],
    [
      'is not what was taken back here',
      beta(inTest(r91), [...promoted(r91, 0), wasRevoked(r91)]),
      ['nothing', '91: due-tried'],
    ],
    [
      'is what is newer than what failed here',
      beta(inTest(r90, r91, r92), promoted(r91, 0, { result: 'failed' })),
      ['92'],
    ],
    [
      'is nothing while a promotion has not ended',
      beta(inTest(r90, r91), [began(r90)]),
      ['nothing', 'due-under-way'],
    ],
  ])('%s', (_, due, expected) => {
    expect(told(due)).toEqual(expected);
  });

  test('names the build that verified it, and whether people must approve', () => {
    const by = { name: 'anna', build: { job: 'deploy-test', number: 7, url: 'https://ci.example/7' } };
    const approval = { from: ['rita'], minimum: 1, notRequester: false };
    const due = beta([began(r90), { ...wasVerified(r90), by }], [], { approval });
    expect(due).toMatchObject({
      needsApproval: true,
      release: {
        verifiedIn: 'test',
        verifiedAt: '2026-11-02T09:01:00.000Z',
        build: { job: 'deploy-test', number: 7 },
      },
    });
    expect(beta([began(r90)], [], { approval }).needsApproval).toBe(false);
  });

  test('says when it failed last', () => {
    const failed = promoted(r91, 0, { result: 'failed' });
    const [one] = beta(inTest(r91), [...failed, ...promoted(r91, 2, { result: 'failed' })]).waiting;
    expect(one?.problems[0]?.what).toContain('2026-11-02 09:02 UTC');
  });
});

describe('after a person’s word', () => {
  const older: Exception = {
    kind: 'older',
    gate: 'overtaking',
    environment: 'beta',
    by: 'anna',
    reason: 'slow',
  };
  const derived = (release: Release): Release => ({
    ...release,
    parent: releaseId(r91),
    derived: { changed: ['service1'], reason: 'slow' },
  });
  const mixed = derived(aRelease({ service1: build(89) }));
  const after = (...here: readonly FactDraft[]) => told(beta(inTest(r90, r91, r92), here));
  const held = ['nothing', 'due-held'];

  test.each<[string, readonly string[], readonly string[]]>([
    ['going back holds', after(...promoted(r90, 0, { by: anna, kind: 'rollback' })), held],
    ['going back holds, whoever did it', after(...promoted(r90, 0, { kind: 'rollback' })), held],
    ['a restart holds', after(...promoted(r91, 0, { by: anna, kind: 'restart' })), held],
    ['a restart by a timer does not', after(...promoted(r91, 0, { kind: 'restart' })), ['92']],
    ['an older release holds', after(...promoted(r90, 0, { by: anna, exceptions: [older] })), held],
    [
      'one that was the older elsewhere does not',
      after(...promoted(r90, 0, { by: anna, exceptions: [{ ...older, environment: 'test' }] })),
      ['92'],
    ],
    ['an override made for this environment holds', after(...promoted(mixed, 0, { by: anna })), held],
    [
      'one that came along the line does not',
      told(beta(inTest(mixed, r92), promoted(mixed, 0, { by: anna }))),
      ['92'],
    ],
    ['a promotion like any other does not', after(...promoted(r91, 0, { by: anna })), ['92']],
    [
      'what comes by itself later does not lift it',
      after(...promoted(r90, 0, { by: anna, kind: 'rollback' }), ...promoted(r91, 3)),
      held,
    ],
    [
      'a person’s promotion lifts it',
      after(...promoted(r90, 0, { kind: 'rollback' }), ...promoted(r91, 3, { by: anna })),
      ['92'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('it is told who did what, when, and what lifts it', () => {
    const due = beta(inTest(r90, r91), promoted(r90, 0, { by: anna, kind: 'rollback' }));
    expect(renderDue([due])).toBe(
      [
        'beta: nothing',
        `  Nothing comes to beta by itself: anna went back to release ${releaseId(r90).slice(0, 7)} there at 2026-11-02 09:00 UTC. Promote the next release to beta by hand; later ones come by themselves again.`,
      ].join('\n'),
    );
  });
});

test('people read what is due, and each that waits with what would open it', () => {
  const text = renderDue([beta(inTest(r90, r91), [], { soakMinutes: 178 })]);
  expect(text.split('\n')).toEqual([
    `beta: release ${releaseId(r90).slice(0, 7)}, verified in test at 2026-11-02 09:01 UTC`,
    '  No build of Jenkins has archived it: promote it by hand.',
    expect.stringMatching(
      /^ {2}\w{7} waits: Cannot promote to beta yet: .* Promote it from 2026-11-02 12:01 UTC on\.$/,
    ),
  ]);
});

describe('what is started', () => {
  const build7 = { name: 'anna', build: { job: 'deploy-test', number: 7 } };
  const verified = beta([began(r90), { ...wasVerified(r90), by: build7 }]);
  const nothing = beta([began(r90)]);
  const one = {
    environment: 'beta',
    job: 'deploy-beta',
    releaseId: releaseId(r90),
    from: { job: 'deploy-test', number: 7 },
  };

  test.each<[string, Told, readonly Told[], boolean]>([
    ['is what is due', verified, [], true],
    ['is not what was due before', verified, [verified], false],
    ['is what had not been due before', verified, [nothing], true],
    ['is what is another than before', verified, [beta(inTest(r91))], true],
    ['is nothing where nothing is due', nothing, [], false],
    ['is nothing that no build has archived', beta(inTest(r90)), [], false],
  ])('%s', (_, now, before, starts) => {
    expect(toStart([now], dueNow(before))).toEqual(starts ? [one] : []);
  });

  test('is remembered in a file, and nothing else is taken for one', () => {
    const text = memoryText(dueNow([verified]));
    expect(parseMemory(text, 'due.json')).toEqual(new Map([['beta', releaseId(r90)]]));
    expect(dueNow([nothing])).toEqual(new Map());
    expect(parseMemory(memoryText(dueNow([nothing])), 'due.json')).toEqual(new Map());
    for (const other of ['', '{}', text.replace('1', '2'), text.replace(/"[0-9a-f]{64}"/, '"4f2c1a9"')])
      expect(() => parseMemory(other, 'due.json')).toThrow('due.json is not what `due` writes.');
  });

  test('people read which job, and why one is not started again', () => {
    const text = (due: Told, start = toStart([due], new Map())) => renderDue([due], start).split('\n')[1];
    expect(text(verified)).toBe('  to be started: deploy-beta with build 7 of deploy-test');
    expect(text(verified, [])).toContain('  It was due before: if the build that was started then has ended');
    expect(text(beta(inTest(r90)))).toBe('  No build of Jenkins has archived it: promote it by hand.');
  });
});
