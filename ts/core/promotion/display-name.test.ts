import { aRelease, build } from '../release/example.ts';
import { promotionDisplayName } from './display-name.ts';

test('a release of several services names their builds', () => {
  const release = aRelease({ service1: build(90), service2: build(41, { service: 'service2' }) });
  expect(promotionDisplayName(release)).toMatch(/^[0-9a-f]{7} service1 90, service2 41$/);
});

test('a release of one service carries its subject', () => {
  expect(promotionDisplayName(aRelease({ service1: build(90) }))).toMatch(
    /^[0-9a-f]{7} service1 90: Change 90 of service1$/,
  );
});

test('a large release is counted, not listed', () => {
  const services = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`s${index}`, build(index + 1)]),
  );
  expect(promotionDisplayName(aRelease(services))).toMatch(/, s5 6 and 14 more$/);
});
