import { isVerifiedTag, verifiedTag } from './verified-tag.ts';

const release = '4f2c1a97b3d0'.padEnd(64, '0');

test('an image is tagged with the environment and the release that brought it', () => {
  expect(verifiedTag('live', release)).toBe('verified-live-4f2c1a97b3d0');
});

test('the longest name of an environment fits into what ECR takes', () => {
  expect(verifiedTag('e'.repeat(63), release)).toMatch(/^\w[\w.-]{0,127}$/);
});

test.each([
  ['live', true],
  ['beta', false],
  ['live-eu', false],
])('of %s or not: %p', (environment, answer) => {
  expect(isVerifiedTag(verifiedTag('live', release), environment)).toBe(answer);
});

test.each(['90', 'verified-live-', 'verified-live-eu-4f2c1a97b3d0', 'verified-live-yesterday'])(
  '%s says nothing of live',
  (tag) => {
    expect(isVerifiedTag(tag, 'live')).toBe(false);
  },
);
