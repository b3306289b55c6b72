import { build, aRelease } from '../release/example.ts';
import { releaseId } from '../release/release-id.ts';
import type { Config } from '../config/config.ts';
import type { Fact } from '../ledger/fact.ts';
import { anEnvironment, began, facts, line, situation, wasRevoked, wasVerified } from './example.ts';
import { exceptionsOf } from './exceptions.ts';
import { refusals } from './gates.ts';
import type { Exceptions, Situation } from './situation.ts';

const release = aRelease({ service1: build(90) });
const before = aRelease({ service1: build(89) });
const override = {
  ...aRelease({ service1: build(91), service2: build(40, { service: 'service2' }) }, releaseId(release)),
  derived: { changed: ['service1', 'service2'], reason: null },
};

/** qa and load beside beta; staging wants both; live takes hot fixes past staging, and past beta where `maySkip` says so. */
function lineOf(maySkip: readonly string[]): Config {
  return {
    ...line,
    environments: [
      anEnvironment('test', []),
      anEnvironment('qa', ['test']),
      anEnvironment('load', ['test']),
      anEnvironment('either', ['qa', 'load']),
      anEnvironment('staging', ['qa', 'load'], { fromAll: true }),
      anEnvironment('live', ['staging'], { hotfixMaySkip: maySkip }),
    ],
  };
}

type Ledger = Readonly<Record<string, readonly Fact[]>>;
const verifiedIn = (...names: readonly string[]): Ledger =>
  Object.fromEntries(names.map((name) => [name, facts(name, began(release), wasVerified(release))]));

function at(
  environment: string,
  ledger: Ledger,
  { maySkip = [], exceptions = {} }: { maySkip?: readonly string[]; exceptions?: Exceptions } = {},
): Situation {
  return situation(environment, release, ledger, {
    config: lineOf(maySkip),
    request: { by: { name: 'anna' }, reason: 'orders are lost', kind: 'promote', exceptions },
  });
}

const codes = (judged: Situation) => refusals(judged).map(({ code }) => code);

describe('several environments before one', () => {
  test.each<[string, Situation, readonly string[]]>([
    ['any one of a list is enough', at('either', verifiedIn('test', 'load')), []],
    ['where all count, all must have verified it', at('staging', verifiedIn('test', 'qa', 'load')), []],
    ['one of two is not enough then', at('staging', verifiedIn('test', 'qa')), ['gate-order']],
    [
      'nor is it when the other only tried',
      at('staging', { ...verifiedIn('test', 'qa'), load: facts('load', began(release)) }),
      ['gate-verified-upstream'],
    ],
    [
      'nor when the other took it back',
      at('staging', {
        ...verifiedIn('test', 'qa'),
        load: facts('load', began(release), wasVerified(release), wasRevoked(release)),
      }),
      ['gate-verified-upstream'],
    ],
  ])('%s', (_, judged, expected) => {
    expect(codes(judged)).toEqual(expected);
  });

  test('the refusal names the one that is missing', () => {
    const [problem] = refusals(at('staging', verifiedIn('test', 'qa')));
    expect(problem?.what).toContain('has never been promoted to load.');
    expect(problem?.why).toContain('takes releases from qa and load');
  });

  test('the builds of a derived release may have been verified in different ones', () => {
    const parts = {
      ...verifiedIn('test'),
      qa: facts('qa', began(release), wasVerified(aRelease({ service1: build(91) }))),
      load: facts(
        'load',
        began(release),
        wasVerified(aRelease({ service2: build(40, { service: 'service2' }) })),
      ),
    };
    const derived = (environment: string) => situation(environment, override, parts, { config: lineOf([]) });
    expect(codes(derived('either'))).toEqual([]);
    expect(codes(derived('staging'))).toContain('gate-build-verified-upstream');
  });
});

describe('a hot fix', () => {
  const exceptions = { hotfix: 'orders are lost' };

  test.each<[string, Situation, readonly string[]]>([
    [
      'skips what the environment lets it',
      at('live', verifiedIn('qa', 'load'), { maySkip: ['staging'], exceptions }),
      [],
    ],
    [
      'skips nothing else',
      at('live', verifiedIn('test'), { maySkip: ['staging'], exceptions }),
      ['gate-order'],
    ],
    [
      'passes all that one that it skips wants',
      at('live', verifiedIn('qa'), { maySkip: ['staging'], exceptions }),
      ['gate-order'],
    ],
    [
      'may come from nowhere, where everything may be skipped',
      at('live', {}, { maySkip: ['staging', 'qa', 'load', 'test'], exceptions }),
      [],
    ],
    [
      'skips nothing where the configuration says nothing',
      at('live', verifiedIn('qa', 'load'), { exceptions }),
      ['gate-order', 'gate-no-hotfix'],
    ],
    [
      'is asked for, and not taken for granted',
      at('live', verifiedIn('qa', 'load'), { maySkip: ['staging'] }),
      ['gate-order'],
    ],
  ])('%s', (_, judged, expected) => {
    expect(codes(judged)).toEqual(expected);
  });

  test.each(['timer', 'unknown', 'scmChange', 'anonymous', ''])('is no matter for “%s”', (name) => {
    const judged = at('live', verifiedIn('qa', 'load'), { maySkip: ['staging'], exceptions });
    expect(codes({ ...judged, request: { ...judged.request, by: { name } } })).toEqual([
      'gate-exception-nameless',
    ]);
  });
});

describe('exceptions are marked', () => {
  const exceptions = { hotfix: 'orders are lost' };
  const marked = {
    kind: 'hotfix',
    gate: 'order',
    environment: 'live',
    by: 'anna',
    reason: 'orders are lost',
  } as const;

  test('by the gate that was passed, who passed it and why', () => {
    const judged = at('live', verifiedIn('qa', 'load'), { maySkip: ['staging'], exceptions });
    expect(exceptionsOf(judged)).toEqual([marked]);
  });

  test('only where a gate needed one', () => {
    const judged = at('live', verifiedIn('staging'), { maySkip: ['staging'], exceptions });
    expect(exceptionsOf(judged)).toEqual([]);
  });

  test('also later, where the same services go on or come back, and not for others', () => {
    const intent = began(release) as Extract<Fact, { phase: 'intent' }>;
    const hotfixed = { ...intent, plan: { ...intent.plan, exceptions: [marked] } };
    const config = {
      ...lineOf([]),
      environments: [...lineOf([]).environments, anEnvironment('dr', ['live'])],
    };
    const ledger = { live: facts('live', hotfixed, wasVerified(release)) };
    const sameServices = { ...release, parent: 'f'.repeat(64) };
    expect(exceptionsOf(situation('dr', sameServices, ledger, { config }))).toEqual([marked]);
    expect(exceptionsOf(situation('live', release, ledger, { config }))).toEqual([marked]);
    expect(exceptionsOf(situation('dr', before, ledger, { config }))).toEqual([]);
    const twice = { live: facts('live', hotfixed, hotfixed) };
    expect(exceptionsOf(situation('dr', release, twice, { config }))).toEqual([marked]);
  });

  test('the word that counts is the last one, and what else was excepted before stays where it was', () => {
    const intent = began(release) as Extract<Fact, { phase: 'intent' }>;
    const older = { ...marked, kind: 'older', gate: 'overtaking' } as const;
    const hotfixed = { ...intent, plan: { ...intent.plan, exceptions: [marked, older] } };
    const ledger = { ...verifiedIn('qa', 'load'), live: facts('live', hotfixed) };
    const again = { hotfix: 'and again' };
    const judged = at('live', ledger, { maySkip: ['staging'], exceptions: again });
    expect(exceptionsOf(judged)).toEqual([{ ...marked, reason: 'and again' }]);
  });
});
