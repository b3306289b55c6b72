import fc from 'fast-check';
import { ProblemError } from '../errors/problem.ts';
import { createRelease } from './create.ts';
import { deriveRelease } from './derive.ts';
import { aRelease, build } from './example.ts';
import { parseRelease } from './parse.ts';
import { releaseBytes, releaseId } from './release-id.ts';

const service2 = (number: number) => build(number, { service: 'service2' });
const live = aRelease({ service1: build(88), service2: service2(15) });
const candidate = aRelease({ service1: build(90), service2: service2(17) });

describe('a new release', () => {
  it('holds the builds and the parent, and nothing of when or where it was made', () => {
    expect(createRelease({ parent: releaseId(live), builds: { service1: build(90) } })).toEqual({
      version: 1,
      parent: releaseId(live),
      services: { service1: build(90) },
    });
  });

  it('can be read back whatever the subject is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (subject) => {
        const release = createRelease({ parent: null, builds: { service1: build(90, { subject }) } });
        expect(parseRelease(releaseBytes(release), 'release.json')).toEqual(release);
      }),
    );
    const torn = createRelease({ parent: null, builds: { service1: build(90, { subject: 'a\ud800b' }) } });
    expect(torn.services['service1']?.subject).toBe('a\ufffdb');
  });
});

describe('a derived release', () => {
  it('replaces the overridden build, keeps the others, and names what it changed', () => {
    const derived = deriveRelease(candidate, {
      overrides: { service1: build(92) },
      reason: 'GST is rounded',
    });
    expect(derived).toEqual({
      version: 1,
      parent: releaseId(candidate),
      services: { service1: build(92), service2: service2(17) },
      derived: { changed: ['service1'], reason: 'GST is rounded' },
    });
  });

  it('takes only the named services from the candidate, onto what the environment has', () => {
    expect(deriveRelease(candidate, { only: ['service2'], onto: live, reason: null })).toEqual({
      version: 1,
      parent: releaseId(live),
      services: { service1: build(88), service2: service2(17) },
      derived: { changed: ['service2'], reason: null },
    });
  });

  it('takes an override too where only some services are taken', () => {
    const derived = deriveRelease(candidate, {
      overrides: { service1: build(92) },
      only: ['service2'],
      onto: live,
      reason: null,
    });
    expect(derived.services).toEqual({ service1: build(92), service2: service2(17) });
    expect(derived.derived?.changed).toEqual(['service1', 'service2']);
  });

  it('adds a service that the environment did not have', () => {
    const onto = aRelease({ service1: build(88) });
    const derived = deriveRelease(candidate, { only: ['service2'], onto, reason: null });
    expect(Object.keys(derived.services)).toEqual(['service1', 'service2']);
    expect(derived.derived?.changed).toEqual(['service2']);
  });

  it('is the parent itself when nothing would change', () => {
    expect(deriveRelease(candidate, { overrides: { service1: build(90) }, reason: 'x' })).toBe(candidate);
    expect(deriveRelease(live, { only: ['service1'], onto: live, reason: null })).toBe(live);
  });

  it('refuses services that the candidate does not have, all at once', () => {
    const work = () =>
      deriveRelease(candidate, {
        overrides: { service3: build(1), servcie1: build(2) },
        only: ['sevice2', 'zebra'],
        onto: live,
        reason: null,
      });
    expect(work).toThrow(ProblemError);
    expect(work).toThrow('There is no service "servcie1" to override. Did you mean "service1"?');
    expect(work).toThrow('The candidate has no service "sevice2" to take. Did you mean "service2"?');
    expect(work).toThrow('The candidate has no service "zebra" to take.');
  });

  it('refuses `only` without the release that the environment has', () => {
    expect(() => deriveRelease(candidate, { only: ['service1'], reason: null })).toThrow(
      'release-needs-parent',
    );
  });

  it('always names exactly the services that differ from its parent', () => {
    const builds = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 3 }));
    const releaseOf = (numbers: Record<string, number>) =>
      aRelease(
        Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, build(n, { service: name })])),
      );
    fc.assert(
      fc.property(builds, builds, fc.subarray(['a', 'b', 'c', 'd']), (from, onto, only) => {
        const base = releaseOf(from);
        const parent = releaseOf(onto);
        const derived = deriveRelease(base, {
          only: only.filter((name) => name in from),
          onto: parent,
          reason: null,
        });
        const differing = Object.keys(derived.services)
          .filter((name) => derived.services[name]?.build !== parent.services[name]?.build)
          .sort();
        expect(derived.derived?.changed ?? []).toEqual(differing);
      }),
    );
  });
});
