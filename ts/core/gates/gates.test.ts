import { aRelease, build } from '../release/example.ts';
import { exampleDrafts } from '../ledger/example-facts.ts';
import type { FactDraft } from '../ledger/fact.ts';
import { releaseId } from '../release/release-id.ts';
import type { Release } from '../release/release.ts';
import { began, facts, situation, wasRevoked, wasVerified } from './example.ts';
import { refusals } from './gates.ts';
import type { Situation } from './situation.ts';

const first = aRelease({ service1: build(90), service2: build(41, { service: 'service2' }) });
const second = aRelease(
  { service1: build(91), service2: build(41, { service: 'service2' }) },
  releaseId(first),
);

function derivedFrom(parent: Release, services: Release['services'], changed: readonly string[]): Release {
  return { version: 1, parent: releaseId(parent), services, derived: { changed, reason: 'hot' } };
}
const override = derivedFrom(first, { ...first.services, service1: build(91) }, ['service1']);

function codes(judged: Situation): readonly string[] {
  return refusals(judged).map(({ code }) => code);
}

describe('order and verification upstream', () => {
  test.each<[string, Situation, readonly string[]]>([
    ['the first environment of the line takes any release', situation('test', first), []],
    [
      'an environment is not skipped',
      situation('live', first, { test: facts('test', began(first), wasVerified(first)) }),
      ['gate-order'],
    ],
    [
      'a release that was only tried upstream waits',
      situation('beta', first, { test: facts('test', began(first)) }),
      ['gate-verified-upstream'],
    ],
    [
      'a verified release goes on',
      situation('beta', first, { test: facts('test', began(first), wasVerified(first)) }),
      [],
    ],
    [
      'its parent’s way is not its own',
      situation('beta', second, { test: facts('test', began(first), wasVerified(first)) }),
      ['gate-order'],
    ],
    [
      'a release that says nothing of overrides is not put together from what was verified apart',
      situation('beta', second, {
        test: facts(
          'test',
          began(second),
          wasVerified(first),
          wasVerified(aRelease({ service1: build(91) })),
        ),
      }),
      ['gate-verified-upstream'],
    ],
    [
      'so does one that was gone back to there, whatever brought it first',
      situation('beta', first, { test: facts('test', began(second), wasVerified(first)) }),
      [],
    ],
    [
      'the same services under another parent count as the same release',
      situation('beta', aRelease(first.services, 'f'.repeat(64)), {
        test: facts('test', began(first), wasVerified(first)),
      }),
      [],
    ],
    [
      'the same build under another digest is another release',
      situation(
        'beta',
        aRelease({ ...first.services, service1: build(90, { digest: `sha256:${'5'.repeat(64)}` }) }),
        {
          test: facts('test', began(first), wasVerified(first)),
        },
      ),
      ['gate-order'],
    ],
    [
      'a verification that was taken back no longer counts',
      situation('beta', first, { test: facts('test', began(first), wasVerified(first), wasRevoked(first)) }),
      ['gate-verified-upstream'],
    ],
    [
      'a release that was verified again after that counts again',
      situation('beta', first, {
        test: facts('test', began(first), wasVerified(first), wasRevoked(first), wasVerified(first)),
      }),
      [],
    ],
    [
      'a derived release goes on when each build was verified in some release',
      situation('beta', override, {
        test: facts('test', began(first), wasVerified(first), began(second), wasVerified(second)),
      }),
      [],
    ],
    [
      'a derived release waits for the build it changed',
      situation('beta', override, { test: facts('test', began(first), wasVerified(first), began(second)) }),
      ['gate-build-verified-upstream'],
    ],
    [
      'and does not take another digest under the same build for it',
      situation('beta', override, {
        test: facts(
          'test',
          began(first),
          wasVerified(first),
          wasVerified(aRelease({ service1: build(91, { digest: `sha256:${'5'.repeat(64)}` }) })),
        ),
      }),
      ['gate-build-verified-upstream'],
    ],
  ])('%s', (_, judged, expected) => {
    expect(codes(judged)).toEqual(expected);
  });

  test('the refusal says what upstream verified and what to do', () => {
    const [problem] = refusals(
      situation('beta', second, { test: facts('test', began(first), wasVerified(first), began(second)) }),
    );
    expect(problem?.what).toBe(
      `Cannot promote to beta: test last verified ${releaseId(first).slice(0, 7)}; the candidate is ${releaseId(second).slice(0, 7)}.`,
    );
    expect(problem?.next).toBe(`Verify test with the candidate, or choose ${releaseId(first).slice(0, 7)}.`);
  });
});

test('the refusal says what runs upstream only where that is not what was verified', () => {
  const ended = (release: Release): FactDraft => ({
    ...exampleDrafts.outcome,
    releaseId: releaseId(release),
    running: releaseId(release),
  });
  const told = (running: Release) => {
    const upstream = facts('test', began(first), wasVerified(first), began(second), ended(running));
    return refusals(situation('beta', second, { test: upstream }))[0]?.what;
  };
  expect(told(first)).toContain('to beta: test last verified');
  expect(told(second)).toContain(
    `to beta: test runs release ${releaseId(second).slice(0, 7)} but last verified ${releaseId(first).slice(0, 7)}`,
  );
});

describe('overrides are recorded', () => {
  const otherDigest = `sha256:${'5'.repeat(64)}` as const;
  const both = { service1: build(91), service2: build(42, { service: 'service2' }) };
  const verified = {
    test: facts('test', began(first), wasVerified(first), began(second), wasVerified(second)),
  };

  test.each<[string, Release, readonly string[]]>([
    ['what it says it changed is what it changed', override, []],
    [
      'an override that it does not name',
      derivedFrom(first, override.services, []),
      ['gate-override-recorded'],
    ],
    ['several, in whatever order it names them', derivedFrom(first, both, ['service2', 'service1']), []],
    [
      'another image of the same build that it does not name',
      derivedFrom(second, { ...second.services, service1: build(91, { digest: otherDigest }) }, []),
      ['gate-override-recorded'],
    ],
    [
      'the same digest from another repository that it does not name',
      derivedFrom(second, { ...second.services, service1: build(91, { image: 'acme/other' }) }, []),
      ['gate-override-recorded'],
    ],
    [
      'a change that it names and did not make',
      derivedFrom(second, second.services, ['service1']),
      ['gate-override-recorded'],
    ],
    [
      'a parent that nobody recorded',
      { ...override, parent: 'f'.repeat(64) },
      ['gate-override-parent-unknown'],
    ],
  ])('%s', (_, release, expected) => {
    expect(codes(situation('test', release, verified))).toEqual(expected);
  });
});

describe('images are what was built', () => {
  const digest = `sha256:${'9'.repeat(64)}` as const;

  test('a tag that was moved is refused, naming both digests', () => {
    const [problem] = refusals(situation('test', first, {}, { images: new Map([['service1', { digest }]]) }));
    expect(problem?.code).toBe('gate-tag-moved');
    expect(problem?.what).toContain(digest);
    expect(problem?.what).toContain(first.services['service1']?.digest);
  });

  test('a tag that is gone is refused', () => {
    expect(codes(situation('test', first, {}, { images: new Map([['service1', null]]) }))).toEqual([
      'gate-image-missing',
    ]);
  });
});

test('all refusals are told together', () => {
  const judged = situation(
    'beta',
    first,
    {},
    {
      images: new Map([
        ['service1', null],
        ['service2', null],
      ]),
    },
  );
  expect(codes(judged)).toEqual(['gate-order', 'gate-image-missing', 'gate-image-missing']);
});
