import { createHash } from 'node:crypto';
import { judgeLibrary, judgeProgram, type Installation } from './installation.ts';

const told = ({ outcome, what }: { outcome: string; what: string }) => `${outcome}: ${what}`;
const sum = (text: string) => createHash('sha256').update(text).digest('hex');

const contents = { VERSION: '0.1.0+…\n', 'lib/b.cjs': 'second', 'lib/a.cjs': 'first' };
const sums = Object.entries(contents)
  .map(([path, text]) => `${sum(text)}  ${path}\n`)
  .join('');
/** As the build does, of the bundles in its own order. */
const hash = sum('b.cjs 6\nseconda.cjs 5\nfirst').slice(0, 12);

function tree(differing: Partial<Installation> = {}, changed: Record<string, string | undefined> = {}) {
  const all: Record<string, string | undefined> = { ...contents, ...changed };
  const files = Object.entries(all).map(
    ([path, text]) => [path, text === undefined ? undefined : Buffer.from(text)] as const,
  );
  return { root: '/opt', version: `0.1.0+${hash}`, sums, files: new Map(files), unnamed: [], ...differing };
}

test.each([
  ['as it was built', tree(), `ok: 0.1.0+${hash} in /opt, 3 files`],
  ['without sums', tree({ sums: undefined }), 'skipped: there is no SHA256SUMS in /opt'],
  ['with a changed file', tree({}, { 'lib/a.cjs': 'fIrst' }), 'failed: in /opt lib/a.cjs was changed'],
  ['without a file', tree({}, { 'lib/b.cjs': undefined }), 'failed: in /opt lib/b.cjs is missing'],
  ['with a file too many', tree({ unnamed: ['lib/c.cjs'] }), 'failed: in /opt lib/c.cjs is no part of it'],
  [
    'with all of it',
    tree({ unnamed: ['x', 'y'] }, { VERSION: '', 'lib/a.cjs': '' }),
    'failed: in /opt VERSION was changed, lib/a.cjs was changed, x is no part of it, and 1 more',
  ],
  [
    'of two builds, each with its sums',
    tree({ version: '0.1.0+000000000000' }),
    `failed: VERSION says 0.1.0+000000000000, and the bundles in /opt make +${hash}`,
  ],
])('a program %s', (_, installation, expected) => {
  expect(told(judgeProgram(installation))).toBe(expected);
});

test.each([
  ['0.1.0+a', '0.1.0+a', [], 'ok: no build here has needed another program than 0.1.0+a'],
  [undefined, '0.1.0+a', ['0.1.0+a'], 'ok: no build here has needed another program than 0.1.0+a'],
  [
    undefined,
    undefined,
    ['0.1.0+b'],
    'skipped: this machine has no program of its own: each build copies the library’s',
  ],
  [
    '0.1.0+b',
    '0.1.0+a',
    ['0.1.0+b', '0.1.0+c'],
    /^failed: builds here use 0\.1\.0\+b, 0\.1\.0\+c of the library and not 0\.1\.0\+a/,
  ],
])('library %s, image %s, copies %j: %s', (library, image, copied, expected) => {
  const what = told(judgeLibrary(library, image, copied));
  if (expected instanceof RegExp) expect(what).toMatch(expected);
  else expect(what).toBe(expected);
});
