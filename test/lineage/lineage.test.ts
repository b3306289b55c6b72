import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../ts/core/release/canonical.ts';
import { alterations, factAt } from './alterations.ts';
import { provenFrom } from './proven.ts';
import { toldLine, type Files } from './told-line.ts';

/** The lineage of a Live that the product itself promoted to, and what people could do to its records. */
let folder: string;
let files: Files;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lineage-'));
  files = await toldLine(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('what runs in Live is proven back to its builds, with its evidence and who approved it', async () => {
  const { broken, held, services } = await provenFrom(files);
  expect(broken).toEqual([]);
  expect(held).toBeGreaterThan(200);
  expect(services.map(({ service, job, build }) => [service, job, build.build])).toEqual([
    ['service1', 'service1-build', 91],
    ['service2', 'service2-build', 41],
  ]);
  const way = services[0]?.environments ?? [];
  expect(way.map(({ environment, kind, approvedBy }) => [environment, kind, approvedBy])).toEqual([
    ['test', 'promote', []],
    ['beta', 'promote', []],
    ['staging', 'promote', []],
    ['live', 'promote', ['rita']],
    ['live', 'restart', ['rita']],
  ]);
  for (const { verifiedAt, outcome, tasks, builds, evidence } of way) {
    expect({ outcome, tasks }).toEqual({ outcome: 'proven', tasks: 2 });
    expect([verifiedAt, builds, evidence]).toEqual([
      expect.stringMatching(/^2026-/),
      [expect.anything()],
      expect.arrayContaining([expect.stringMatching(/timeline/)]),
    ]);
  }
});

test('the table has alterations of every kind of record, and at least thirty', () => {
  expect(alterations.length).toBeGreaterThanOrEqual(30);
  expect(new Set(alterations.map(({ does }) => does)).size).toBe(alterations.length);
});

test.each(alterations.map((one) => [one.does, one] as const))(
  '%s is found and named',
  async (_, { to, file, field }) => {
    const altered = new Map(files);
    to(altered);
    const { broken } = await provenFrom(altered);
    const named = broken.filter((link) =>
      typeof file === 'string' ? link.file === file : file.test(link.file),
    );
    expect({ broken, named: named.length }).toEqual({ broken, named: expect.any(Number) as number });
    expect(named).not.toEqual([]);
    const fields = named.map((link) => link.field);
    if (field === undefined) expect(named[0]?.state).toBe('missing');
    else if (typeof field === 'string') expect(fields).toContain(field);
    else expect(fields.join(' ')).toMatch(field);
  },
);

/** Files that the proof covers to the byte, and what it calls them. */
function covered(): readonly (readonly [path: string, name: string])[] {
  const ofBuild = /^home\/jobs\/(deploy-\w+|service\d-build)\/builds\/(\d+)\/archive\/output\/(.+)$/;
  return [...files.keys()].flatMap((path) => {
    const [, job = '', number = '', name = ''] = ofBuild.exec(path) ?? [];
    const isOnTheWay = ['2', '3', '91', '41'].includes(number);
    if (isOnTheWay) return [[path, `${job} #${number} ${name}`] as const];
    return /^ledger\/\w+\/[^.]/.test(path) ? [[path, path.slice('ledger/'.length)] as const] : [];
  });
}

test('any other byte anywhere in what the proof covers is found, in the file in which it is', async () => {
  const all = covered();
  expect(all.length).toBeGreaterThan(45);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(all.length - 1),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.integer({ min: 1, max: 255 }),
      async (index, part, other) => {
        const [path = '', name = ''] = all[index] ?? [];
        const bytes = Buffer.from(files.get(path) ?? '');
        const at = Math.floor(part * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ other;
        const { broken } = await provenFrom(new Map(files).set(path, bytes));
        expect(broken.map(({ file }) => file)).toContain(name);
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);

test('what a note of the newest fact shows, the chain alone cannot', async () => {
  const newest = factAt(files, 'live', 8);
  const cut = new Map(files);
  // The restart as if it had never been: its facts are the newest ones of the last environment.
  for (const index of [8, 7, 6]) cut.delete(factAt(files, 'live', index));
  const without = await provenFrom(cut);
  expect(without.broken).toEqual([]);
  expect(without.remarks.join('\n')).toContain('--noted');
  const hash = sha256Hex(files.get(newest) ?? '');
  const noted = new Map([['live', hash]]);
  expect((await provenFrom(files, noted)).broken).toEqual([]);
  expect((await provenFrom(cut, noted)).broken).toMatchObject([
    { state: 'missing', file: `the fact of live with the SHA-256 ${hash}` },
  ]);
});

test('a ledger of facts that say nothing of an environment proves nothing', async () => {
  const none = new Map([...files].filter(([path]) => !path.startsWith('ledger/live/')));
  await expect(provenFrom(none)).rejects.toThrow('lineage-nothing-runs');
});
