import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../adapters/clock/system.ts';
import { openLedger } from '../../adapters/ledger/index.ts';
import { wasVerified } from '../../core/gates/example.ts';
import { aRelease, build } from '../../core/release/example.ts';
import { releaseId } from '../../core/release/release-id.ts';
import { dueStep } from '../../steps/due.ts';
import { ledgerVerifyStep } from '../../steps/ledger-verify.ts';
import { revokeStep } from '../../steps/revoke.ts';
import { schemaRecordStep } from '../../steps/schema-record.ts';
import { stopStep } from '../../steps/stop.ts';
import { main } from '../main.ts';

/** Steps that people talk to the gates and to the ledger by: they need the configuration and the ledger, and no AWS. */
const runners = {
  revoke: () => import('./revoke.ts'),
  stop: () => import('./stop.ts'),
  due: () => import('./due.ts'),
  'schema record': () => import('./schema-record.ts'),
  'ledger verify': () => import('./ledger-verify.ts'),
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ledger-steps-'));
  writeFileSync(
    join(dir, 'promotion.yaml'),
    `version: 1
ledger: ledger
defaults: { region: ap-southeast-2 }
services: { service1: { image: 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1 } }
environments: { test: { cluster: test } }
`,
  );
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** The program with these steps, in a process that is made up. */
async function typed(...argv: readonly string[]) {
  let out = '';
  let err = '';
  const never = new Promise<void>(() => undefined);
  const code = await main(
    {
      steps: [revokeStep, stopStep, schemaRecordStep, dueStep, ledgerVerifyStep],
      runners: { core: () => ({}), aws: () => runners, rehearsal: () => ({}) },
      version: '0.0.0',
      origin: 'test',
    },
    {
      argv: [...argv],
      env: {},
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

function ledger() {
  return openLedger(join(dir, 'ledger'), { clock: systemClock, cwd: dir, env: {} });
}

async function kinds(): Promise<readonly string[]> {
  return (await (await ledger()).read('test')).map(({ kind, by }) => `${kind} by ${by.name}`);
}

test('stop stops the line once and lifts it once, and says what holds', async () => {
  const stop = ['stop', '--environment', 'test', '--by', 'anna', '--reason'] as const;
  const stopped = await typed(...stop, 'incident 12');
  expect(stopped.out).toMatch(/^test is stopped by anna since \S+ \S+ UTC: incident 12/);
  expect((await typed(...stop, 'again')).out).toBe(stopped.out);
  expect((await typed(...stop, 'over', '--lift')).out).toBe('test takes promotions.\n');
  expect((await typed(...stop, 'over', '--lift')).code).toBe(0);
  expect(await kinds()).toEqual(['stop by anna', 'stop by anna']);
});

test('revoke takes the release by its id, and refuses what does not count', async () => {
  const release = aRelease({ service1: build(90) });
  await (
    await ledger()
  ).append('test', { ...wasVerified(release), promotion: `0${'1'.repeat(25)}` } as never);
  const revoke = ['revoke', '--environment', 'test', '--by', 'anna', '--reason', 'wrong', '--release'];
  const { code, out } = await typed(...revoke, releaseId(release).slice(0, 8));
  expect([code, out]).toEqual([
    0,
    `Release ${releaseId(release).slice(0, 7)} no longer counts as verified in test.\n`,
  ]);
  expect(await kinds()).toEqual(['verification by anna', 'revocation by anna']);
  const again = await typed(...revoke, releaseId(release));
  expect([again.code, again.err]).toEqual([3, expect.stringContaining('promote-nothing-to-revoke')]);
});

test('schema record writes what changed, and says what was there before', async () => {
  const record = (schema: string) =>
    typed(
      'schema',
      'record',
      '--environment',
      'test',
      '--by',
      'anna',
      '--database',
      'orders',
      '--schema',
      schema,
    );
  expect((await record('11')).out).toBe('orders in test has schema 11.\n');
  expect((await record('12')).out).toBe('orders in test has schema 12; before it was 11.\n');
  expect((await record('12')).out).toBe('orders in test has schema 12.\n');
  expect((await record('11')).out).toBe('orders in test has schema 11; before it was 12.\n');
  expect((await (await ledger()).read('test')).map((fact) => fact.kind === 'schema' && fact.number)).toEqual([
    11, 12, 11,
  ]);
  expect((await record('twelve')).code).toBe(2);
});

test('due tells what may come to the environments that ask for it', async () => {
  expect((await typed('due')).out).toBe(
    'No environment of promotion.yaml asks for it (`automatic: true`).\n',
  );
  const config = join(dir, 'promotion.yaml');
  writeFileSync(
    config,
    readFileSync(config, 'utf8').replace(
      '{ cluster: test }',
      '{ cluster: test }, live: { cluster: live, promotesFrom: test, automatic: true }',
    ),
  );
  const release = aRelease({ service1: build(90) });
  const by = { name: 'anna', build: { job: 'deploy-test', number: 7 } };
  await (
    await ledger()
  ).append('test', { ...wasVerified(release), by, promotion: `0${'1'.repeat(25)}` } as never);
  const { code, out } = await typed('due', '--json');
  expect([code, JSON.parse(out)]).toEqual([
    0,
    {
      environments: [
        {
          environment: 'live',
          job: 'deploy-live',
          release: {
            releaseId: releaseId(release),
            verifiedIn: 'test',
            verifiedAt: expect.any(String) as string,
            build: { job: 'deploy-test', number: 7 },
          },
          needsApproval: false,
          held: null,
          waiting: [],
        },
      ],
      start: [
        {
          environment: 'live',
          from: { job: 'deploy-test', number: 7 },
          job: 'deploy-live',
          releaseId: releaseId(release),
        },
      ],
    },
  ]);
  await typed('stop', '--environment', 'live', '--by', 'anna', '--reason', 'incident 12');
  expect((await typed('due')).out).toContain(
    `${releaseId(release).slice(0, 7)} waits: Cannot promote to live`,
  );
});

test('an environment that is not configured is neither stopped nor revoked', async () => {
  const { code, err } = await typed('stop', '--environment', 'tset', '--reason', 'x');
  expect([code, err]).toEqual([4, expect.stringContaining('plan-unknown-environment')]);
});

describe('ledger verify', () => {
  const factFile = (n: number) => {
    const [name = ''] = readdirSync(join(dir, 'ledger', 'test'))
      .filter((file) => file.startsWith('0'))
      .slice(n);
    return join(dir, 'ledger', 'test', name);
  };
  const verified = () => typed('ledger', 'verify');
  beforeEach(async () => {
    for (const reason of ['one', 'two', 'three'])
      await typed(
        'stop',
        '--environment',
        'test',
        '--by',
        'anna',
        '--reason',
        reason,
        ...(reason === 'two' ? ['--lift'] : []),
      );
  });

  it('says how many facts there are and what to note of the newest', async () => {
    const { code, out } = await verified();
    const sha256 = createHash('sha256')
      .update(readFileSync(factFile(2)))
      .digest('hex');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^test: 3 facts, every link holds; newest \\S+\n  test=${sha256}\n$`)),
    ]);
    expect((await typed('ledger', 'verify', '--noted', `test=${sha256}`)).code).toBe(0);
  });

  it('finds a fact that was changed, and one that was taken out', async () => {
    writeFileSync(factFile(1), readFileSync(factFile(1), 'utf8').replace('two', 'six'));
    expect(await verified()).toMatchObject({
      code: 4,
      err: expect.stringContaining('ledger-chain-broken') as string,
    });
    rmSync(factFile(1));
    rmSync(join(dir, 'ledger', 'test', '.claims'), { recursive: true });
    expect(await verified()).toMatchObject({
      code: 4,
      err: expect.stringContaining('ledger-chain-broken') as string,
    });
  });

  it('finds that the newest is gone where it was noted', async () => {
    const [, note = ''] = /(test=\S+)/.exec((await verified()).out) ?? [];
    rmSync(factFile(2));
    rmSync(join(dir, 'ledger', 'test', '.claims'), { recursive: true });
    expect((await verified()).code).toBe(0);
    expect(await typed('ledger', 'verify', '--noted', note)).toMatchObject({
      code: 4,
      err: expect.stringContaining('ledger-noted-fact-missing') as string,
    });
  });

  it('does not call an environment sound of which it knows nothing', async () => {
    expect(await typed('ledger', 'verify', '--environment', 'tset')).toMatchObject({
      code: 2,
      err: expect.stringContaining('it has test.') as string,
    });
    expect(await typed('ledger', 'verify', '--noted', `live=${'0'.repeat(64)}`)).toMatchObject({
      code: 4,
      err: expect.stringContaining('none of its 0') as string,
    });
  });
});
