import { build } from '../release/example.ts';
import { proveRevision } from './prove-revision.ts';

const released = build(90, { platforms: { 'linux/arm64': `sha256:${'a'.repeat(64)}` } });
const arn = 'arn:aws:ecs:eu-west-1:123456789012:service-revision/c/service1/42';
const proven = (imageDigest: string | null, container = 'web') =>
  proveRevision({
    service: 'service1',
    build: released,
    container: 'web',
    revision: {
      arn,
      containers: [
        { name: 'proxy', imageDigest: 'sha256:b' },
        { name: container, imageDigest },
      ],
    },
  });

test.each([
  ['the release’s digest', released.digest],
  ['the image of a platform in it', `sha256:${'a'.repeat(64)}`],
])('a revision that resolved to %s is proven', (_, digest) => {
  expect(proven(digest)).toEqual({ outcome: 'resolved' });
});

test('one that resolved to another image is refused, naming both digests', () => {
  const other = `sha256:${'c'.repeat(64)}`;
  const proof = proven(other);
  expect(proof).toMatchObject({ outcome: 'otherDigest', problem: { code: 'proof-other-digest-resolved' } });
  const { what } = (proof as Extract<typeof proof, { outcome: 'otherDigest' }>).problem;
  expect(what).toContain(other);
  expect(what).toContain(released.digest);
});

test.each([
  ['without a digest, as with version consistency disabled', proven(null)],
  ['without the container', proven(released.digest, 'other')],
])('one %s is a note', (_, proof) => {
  expect(proof).toEqual({
    outcome: 'unresolved',
    note: 'the service revision does not pin the image of web',
  });
});

test('so is a deployment whose revision ECS does not show', () => {
  const proof = proveRevision({
    service: 'service1',
    build: released,
    container: 'web',
    revision: undefined,
  });
  expect(proof).toMatchObject({ outcome: 'unresolved' });
});
