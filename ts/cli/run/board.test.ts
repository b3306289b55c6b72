import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../adapters/clock/system.ts';
import { openLedger } from '../../adapters/ledger/index.ts';
import { story } from '../../core/board/testing/promotions.ts';
import type { Fact, FactDraft } from '../../core/ledger/fact.ts';
import { aRelease, build } from '../../core/release/example.ts';
import { boardStep } from '../../steps/board.ts';
import { main } from '../main.ts';

/** The step without AWS: an endpoint at which nobody listens would end it. */
let dir: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'board-step-'));
  writeFileSync(
    join(dir, 'promotion.yaml'),
    `version: 1
ledger: ledger
defaults: { region: ap-southeast-2 }
services: { service1: { image: 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1 } }
environments: { test: { cluster: test }, live: { cluster: live, promotesFrom: test, soakMinutes: 40000 } }
`,
  );
  const ledger = await openLedger(join(dir, 'ledger'), { clock: systemClock, cwd: dir, env: {} });
  const release = aRelease({ service1: build(90, { subject: 'Fix <the> rounding' }) });
  let intent = '';
  for (const told of story('test', { release, from: 0, to: 9 })) {
    const draft = draftOf(told);
    const fact = await ledger.append('test', 'promotion' in draft ? { ...draft, promotion: intent } : draft);
    if (fact.kind === 'promotion' && fact.phase === 'intent') intent = fact.id;
  }
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** Without what the ledger itself adds. */
function draftOf(fact: Fact): FactDraft {
  const added = ['version', 'id', 'environment', 'previous', 'at'];
  const members = Object.entries(fact).filter(([name]) => !added.includes(name));
  return Object.fromEntries(members) as unknown as FactDraft;
}

async function board(...words: readonly string[]) {
  let out = '';
  let err = '';
  const never = new Promise<void>(() => undefined);
  const code = await main(
    {
      steps: [boardStep],
      runners: {
        core: () => ({}),
        aws: () => ({ board: () => import('./board.ts') }),
        rehearsal: () => ({}),
      },
      version: '0.0.0',
      origin: 'test',
    },
    {
      argv: ['board', ...words],
      env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1/' },
      cwd: dir,
      nodeVersion: process.version,
      out: (text) => {
        out += text;
        return Promise.resolve();
      },
      err: (text) => {
        err += text;
      },
      onInterrupt: () => undefined,
      outOfTime: never,
      nothingLeft: never,
    },
  );
  return { code, out, err };
}

test('writes a folder, and ends with the page to open', async () => {
  const { code, out } = await board();
  expect(code).toBe(0);
  expect(out).toMatch(/^2 environments, 1 service, 3 records: 3 files, \d+ kB\nboard\/index\.html\n$/);
  expect(readdirSync(join(dir, 'board')).toSorted()).toEqual(['board.css', 'history-0.svg', 'index.html']);
  const page = readFileSync(join(dir, 'board', 'index.html'), 'utf8');
  expect(page).toContain('Fix &lt;the&gt; rounding');
  expect(page).toContain('what runs was not looked at');
});

test('says to programs what waits, what holds it, and that nobody looked', async () => {
  const { out } = await board('--out', 'made/here', '--json');
  expect(JSON.parse(out)).toMatchObject({
    page: 'made/here/index.html',
    records: 3,
    drift: null,
    waiting: [{ environment: 'live', heldBy: ['soak'] }],
  });
});

test('writes over the board that is there', async () => {
  await board();
  writeFileSync(join(dir, 'board', 'index.html'), 'old');
  await board();
  expect(readFileSync(join(dir, 'board', 'index.html'), 'utf8')).toMatch(/^<!DOCTYPE html>/);
});

test('with --live it says of an AWS that does not answer that it could not look', async () => {
  const { code, out } = await board('--live', '--json');
  expect({ code, drift: (JSON.parse(out) as { drift: unknown }).drift }).toEqual({ code: 0, drift: [] });
  expect(readFileSync(join(dir, 'board', 'index.html'), 'utf8')).toContain('could not be looked at');
}, 60_000);
