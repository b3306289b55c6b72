import fc from 'fast-check';
import { ProblemError, type Problem } from '../errors/problem.ts';
import { aRelease, build } from './example.ts';
import { checkRelease, parseRelease } from './parse.ts';
import { releaseBytes, releaseId } from './release-id.ts';

const release = aRelease({ service1: build(90), service2: build(17, { service: 'service2', commit: null }) });

function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  return [];
}

/** The problems of the example's document with one member set, or with one taken away (undefined). */
function problemsWith(...changes: readonly (readonly [path: string, value: unknown])[]): readonly Problem[] {
  const document = changes.reduce<unknown>(
    (whole, [path, value]) => withMember(whole, path.split('|'), value),
    release,
  );
  return problemsOf(() => checkRelease(JSON.parse(JSON.stringify(document)), 'release.json'));
}

function withMember(whole: unknown, [key = '', ...deeper]: readonly string[], value: unknown): unknown {
  const map = whole as Readonly<Record<string, unknown>>;
  return { ...map, [key]: deeper.length > 0 ? withMember(map[key], deeper, value) : value };
}

describe('reading release.json', () => {
  it('gives back what was written', () => {
    const full = {
      ...release,
      parent: 'a'.repeat(64),
      derived: { changed: ['service1', 'service3'], reason: null },
      services: {
        service1: build(90, {
          platforms: { 'linux/amd64': build(1).digest, 'linux/arm/v7': build(2).digest },
        }),
      },
    };
    expect(parseRelease(releaseBytes(full), 'release.json')).toEqual(full);
  });

  it.each([
    [
      'a line break at the end',
      releaseBytes(release) + '\n',
      'a line break or white space stands at its end',
    ],
    [
      'white space within',
      JSON.stringify(release, null, 2),
      'at character 2 stands "\\n  \\"version\\"" instead of "\\"parent\\":nul"',
    ],
    [
      'another order of the members',
      JSON.stringify({ version: 1, parent: null, services: release.services }),
      null,
    ],
    ['a member given twice', releaseBytes(release).replace('{', '{"version":2,'), null],
    ['a number in another form', releaseBytes(release).replace('"build":90', '"build":9e1'), null],
  ])('refuses %s, although the value may be the same', (_rule, text, detail) => {
    const [problem, ...others] = problemsOf(() => parseRelease(text, 'release.json'));
    expect(others).toEqual([]);
    expect(problem?.code).toBe('release-not-canonical');
    expect(problem?.what).toContain(`would be release ${releaseId(release)}`);
    if (detail !== null) expect(problem?.what).toContain(detail);
  });

  it.each([
    ['', 'it is empty'],
    ['{"version":', 'it ends too early'],
    ['\ufeff{}', 'Unexpected token'],
    ['<html>', 'Unexpected token'],
  ])('says of %p that it is not JSON', (text, detail) => {
    const [problem] = problemsOf(() => parseRelease(text, 'release.json'));
    expect(problem?.code).toBe('release-json');
    expect(problem?.what).toContain(detail);
  });

  it.each<[string, path: string, value: unknown, what: string]>([
    ['another version', 'version', 2, 'version is 2, but must be 1, the version that this program reads.'],
    [
      'a misspelt member',
      'services|service1|digset',
      'x',
      '"digset" is not known in services.service1. Did you mean "digest"?',
    ],
    [
      'a tag for a digest',
      'services|service1|digest',
      'latest',
      'services.service1.digest is "latest", but must be "sha256:" and 64 lower-case hexadecimal digits.',
    ],
    [
      'upper-case digits',
      'services|service1|digest',
      `sha256:${'A'.repeat(64)}`,
      'but must be "sha256:" and 64 lower-case',
    ],
    ['no digest', 'services|service1|digest', undefined, 'services.service1 has no "digest"'],
    [
      'build 0',
      'services|service1|build',
      0,
      'services.service1.build is 0, but must be a whole number from 1.',
    ],
    ['half a build', 'services|service1|build', 1.5, 'is 1.5, but must be a whole number from 1.'],
    ['a build in quotes', 'services|service1|build', '90', 'is "90", but must be a whole number from 1.'],
    ['a short commit', 'services|service1|commit', 'abc1234', 'must be a full commit id'],
    [
      'an image with a tag',
      'services|service1|image',
      'service1:90',
      'must be an image repository without tag',
    ],
    [
      'an image of a registry with a tag',
      'services|service1|image',
      'localhost:5000/service1:90',
      'must be an image repository without tag',
    ],
    [
      'an image with a digest',
      'services|service1|image',
      'acme/service1@sha256',
      'must be an image repository without tag or digest',
    ],
    ['half of a character', 'services|service1|subject', 'a\ud800', 'must be text without halves'],
    [
      'a service name that climbs out of its folder',
      'services|../x',
      build(1),
      'a name in services is "../x"',
    ],
    [
      'a service named like what every object has',
      'services|constructor',
      build(1),
      'a name in services is "constructor"',
    ],
    ['no services', 'services', {}, 'services is a map, but must be a map of at least one service.'],
    ['a list of services', 'services', [], 'services is a list, but must be a map of services to builds.'],
    [
      'a platform that is none',
      'services|service1|platforms',
      { linux: build(1).digest },
      'must be a platform such as linux/amd64',
    ],
    [
      'derived from nothing',
      'derived',
      { changed: ['service1'], reason: null },
      'parent is null, but must be the id of the release that this one was derived from.',
    ],
    [
      'changes out of order',
      'derived',
      { changed: ['b', 'a'], reason: null },
      'derived.changed is a list, but must be a sorted list',
    ],
  ])('refuses %s', (_rule, path, value, what) => {
    expect(problemsWith([path, value]).map((problem) => problem.what)).toEqual([
      expect.stringContaining(what),
    ]);
  });

  it('tells everything that is wrong at once', () => {
    const problems = problemsWith(
      ['services|service1|build', -1],
      ['services|service2|digest', 'x'],
      ['extra', true],
    );
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'release-unknown-key',
      'release-value',
      'release-value',
    ]);
  });

  it('never takes a text for a release whose id is not the hash of that text', () => {
    const canonical = releaseBytes(release);
    fc.assert(
      fc.property(
        fc.nat(canonical.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        (at, character) => {
          const text = canonical.slice(0, at) + character + canonical.slice(at + 1);
          const problems = problemsOf(() => parseRelease(text, 'release.json'));
          if (problems.length === 0) expect(releaseBytes(parseRelease(text, 'release.json'))).toBe(text);
        },
      ),
    );
  });
});
