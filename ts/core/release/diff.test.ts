import { diffReleases } from './diff.ts';
import { aRelease, build } from './example.ts';

const other = `sha256:${'f'.repeat(64)}` as const;

describe('the difference of two releases', () => {
  it.each([
    ['forward', build(90), build(92)],
    ['back', build(90), build(88)],
    ['same', build(90), build(90)],
    ['same', build(90), build(90, { subject: 'another wording', commit: null })],
    ['sameBuildOtherDigest', build(90), build(90, { digest: other })],
    ['otherImage', build(90), build(90, { image: 'acme/elsewhere' })],
    ['forward', build(90), build(92, { image: 'acme/elsewhere' })],
  ])('calls a service %s', (change, from, to) => {
    expect(diffReleases(aRelease({ service1: from }), aRelease({ service1: to }))).toEqual([
      { service: 'service1', change, from, to },
    ]);
  });

  it('has a row for every service of either release, by name', () => {
    const rows = diffReleases(
      aRelease({ service2: build(1), service1: build(90) }),
      aRelease({ service3: build(1), service1: build(91) }),
    );
    expect(rows.map(({ service, change }) => [service, change])).toEqual([
      ['service1', 'forward'],
      ['service2', 'removed'],
      ['service3', 'added'],
    ]);
  });
});
