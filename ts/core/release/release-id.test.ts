import { execFileSync } from 'node:child_process';
import { haveSameServices, releaseBytes, releaseId, servicesHash } from './release-id.ts';
import { aRelease, build } from './example.ts';

describe('the id of a release', () => {
  const release = aRelease({ service1: build(90), service2: build(17) });

  it('is what sha256sum prints for its file', () => {
    const [digest] = execFileSync('sha256sum', { input: releaseBytes(release) })
      .toString()
      .split(' ');
    expect(releaseId(release)).toBe(digest);
  });

  it('does not depend on the order in which services were added', () => {
    const { service1, service2 } = release.services;
    expect(releaseId({ ...release, services: { service2: service2!, service1: service1! } })).toBe(
      releaseId(release),
    );
  });

  it('changes with anything in the document, the parent included', () => {
    const others = [
      { ...release, parent: 'a'.repeat(64) },
      aRelease({ service1: build(91), service2: build(17) }),
      aRelease({ service1: build(90, { subject: 'Something else' }), service2: build(17) }),
    ];
    expect(new Set([release, ...others].map(releaseId)).size).toBe(4);
  });
});

describe('the hash of the services', () => {
  it('is the same for the same builds with another parent, and another for another digest', () => {
    const release = aRelease({ service1: build(90) });
    expect(servicesHash({ ...release, parent: 'a'.repeat(64) })).toBe(servicesHash(release));
    const moved = aRelease({ service1: build(90, { digest: `sha256:${'f'.repeat(64)}` }) });
    expect(servicesHash(moved)).not.toBe(servicesHash(release));
  });
});

describe('two releases have the same services', () => {
  const release = aRelease({ service1: build(90), service2: build(17) });

  it('whatever their parents', () => {
    expect(haveSameServices(release, { ...release, parent: 'a'.repeat(64) })).toBe(true);
  });

  it.each([
    ['another digest', aRelease({ service1: build(91), service2: build(17) })],
    ['another build with the digest', aRelease({ service1: build(90, { tag: '91' }), service2: build(17) })],
    ['a service less', aRelease({ service1: build(90) })],
    ['a service more', aRelease({ ...release.services, service3: build(1) })],
  ])('not with %s', (_, other) => {
    expect(haveSameServices(release, other)).toBe(false);
    expect(haveSameServices(other, release)).toBe(false);
  });
});
