import fc from 'fast-check';
import { aRelease, build } from './example.ts';
import { checkLineage, type Lineage, type ReleaseDocument } from './lineage.ts';
import { releaseId } from './release-id.ts';
import type { Release } from './release.ts';
import { shortId } from './short-id.ts';

const first = aRelease({ service1: build(88) });
const second = aRelease({ service1: build(90) }, releaseId(first));
const third = aRelease({ service1: build(92) }, releaseId(second));

const kept = (source: string, release: Release, claimedId: string | null = null): ReleaseDocument => ({
  source,
  release,
  claimedId,
});

/** `present third` for each link of each chain. */
function told({ chains }: Lineage): readonly (readonly string[])[] {
  const names = new Map([first, second, third].map((release, at) => [releaseId(release), `${at + 1}`]));
  return chains.map((chain) => chain.map(({ state, id }) => `${state} ${names.get(id) ?? 'unknown'}`));
}

const sentences = ({ problems }: Lineage) => problems.map(({ code, what }) => `${code}: ${what}`);

describe('a chain of releases', () => {
  it('is unbroken when each parent’s document is there, in whatever order they are given', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([kept('3', third), kept('2', second), kept('1', first)], { minLength: 3 }),
        (documents) => {
          const lineage = checkLineage(documents);
          expect(told(lineage)).toEqual([['present 3', 'present 2', 'present 1']]);
          expect(lineage.problems).toEqual([]);
        },
      ),
    );
  });

  it('may have been archived many times', () => {
    const lineage = checkLineage([kept('b', second), kept('a', second), kept('c', first)]);
    expect(told(lineage)).toEqual([['present 2', 'present 1']]);
    expect(lineage.problems).toEqual([]);
  });

  it('says which release is missing', () => {
    const lineage = checkLineage([kept('3/release.json', third), kept('1/release.json', first)]);
    expect(told(lineage)).toEqual([['present 3', 'missing 2'], ['present 1']]);
    expect(sentences(lineage)).toEqual([
      `release-parent-missing: Release ${shortId(releaseId(third))} follows ${releaseId(second)}, and no document here is that release. No release follows 1/release.json: altered after it was archived?`,
    ]);
  });

  it('points at the file that was altered without a name of its own', () => {
    const altered = aRelease({ service1: build(91) }, releaseId(first));
    const lineage = checkLineage([kept('3', third), kept('2/release.json', altered), kept('1', first)]);
    expect(sentences(lineage)).toEqual([
      expect.stringContaining('No release follows 2/release.json: altered after it was archived?'),
    ]);
  });

  it('names the document that is not what it is kept as, and goes on behind it', () => {
    const altered = aRelease({ service1: build(91) }, releaseId(first));
    const lineage = checkLineage([
      kept('3', third),
      kept('live/02.json', altered, releaseId(second)),
      kept('1', first),
    ]);
    expect(told(lineage)).toEqual([['present 3', 'altered 2', 'present 1']]);
    expect(sentences(lineage)).toEqual([
      `release-altered: live/02.json stands there as release ${shortId(releaseId(second))}, but what it holds is release ${shortId(releaseId(altered))}.`,
    ]);
  });

  it('takes the unaltered copy where there is one, and still names the altered one', () => {
    const altered = kept('copy', aRelease({ service1: build(91) }, releaseId(first)), releaseId(second));
    for (const documents of [
      [kept('3', third), altered, kept('2', second), kept('1', first)],
      [kept('3', third), kept('2', second), altered, kept('1', first)],
    ]) {
      const lineage = checkLineage(documents);
      expect(told(lineage)).toEqual([['present 3', 'present 2', 'present 1']]);
      expect(lineage.problems.map(({ code }) => code)).toEqual(['release-altered']);
    }
  });

  it('ends where altered documents lead in a circle', () => {
    const one = aRelease({ service1: build(1) }, 'b'.repeat(64));
    const other = aRelease({ service1: build(2) }, 'a'.repeat(64));
    const lineage = checkLineage([kept('one', one, 'a'.repeat(64)), kept('other', other, 'b'.repeat(64))]);
    expect(lineage.problems.map(({ code }) => code)).toEqual([
      'release-altered',
      'release-altered',
      'release-lineage-cycle',
    ]);
    expect(sentences(lineage)[2]).toContain('aaaaaaa → bbbbbbb → aaaaaaa.');
  });

  it('tells a common past once', () => {
    const branch = aRelease({ service1: build(91) }, releaseId(first));
    const lineage = checkLineage([kept('2', second), kept('b', branch), kept('1', first)]);
    expect(told(lineage)).toEqual([
      ['present 2', 'present 1'],
      ['present unknown', 'joined 1'],
    ]);
    expect(lineage.problems).toEqual([]);
  });
});

describe('a build number', () => {
  const digest = `sha256:${'f'.repeat(64)}` as const;

  it('never stands for two images, in whichever releases', () => {
    const moved = aRelease({ service1: build(88, { digest }) }, releaseId(second));
    const lineage = checkLineage([kept('3', moved), kept('2', second), kept('1', first)]);
    expect(sentences(lineage)).toEqual([
      `release-build-two-digests: service1 build 88 has 2 digests: ${digest} in 3, ${build(88).digest} in 1.`,
    ]);
  });

  it('may be used by two services, and by two repositories', () => {
    const other = aRelease({
      service2: build(88, { service: 'service2' }),
      service1: build(88, { digest, image: 'acme/elsewhere' }),
    });
    expect(checkLineage([kept('1', first), kept('o', other)]).problems).toEqual([]);
  });
});
