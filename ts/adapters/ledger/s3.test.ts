import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { exampleDrafts } from '../../core/ledger/example-facts.ts';
import type { Fact } from '../../core/ledger/fact.ts';
import { factBytes, sealFact } from '../../core/ledger/seal.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { StoredObject } from '../../rehearsal/aws/s3/state.ts';
import { TestAws } from '../../rehearsal/aws/testing/aws.ts';
import { awsCalls } from '../aws/call.ts';
import { systemClock } from '../clock/system.ts';
import { directoryLedger } from './directory.ts';
import { s3Ledger } from './s3.ts';

const { stop, intent, outcome } = exampleDrafts;
const reason = (text: string) => ({ ...stop, reason: text });

let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
  const client = new S3Client(settings());
  await client.send(new CreateBucketCommand({ Bucket: 'acme-ledger' }));
  client.destroy();
});
afterEach(() => aws.close());

function settings(region = 'ap-southeast-2', accessKeyId = 'AKIA123456789012TEST') {
  return {
    endpoint: aws.emulator.url,
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
    credentials: () => Promise.resolve({ accessKeyId, secretAccessKey: 'secret' }),
  } as const;
}

function ledgerIn(bucket = 'acme-ledger', prefix = 'deployments', as = settings()): Ledger {
  return s3Ledger(
    { bucket, prefix },
    { settings: as, call: awsCalls({ clock: systemClock }), clock: systemClock },
  );
}

const objects = () => aws.emulator.world.s3.get('acme-ledger')?.objects ?? new Map<string, StoredObject>();
const object = (body: string) => ({ body, etag: `"${body.length}"`, modified: 0 });
const asked = (operation: string) => aws.emulator.calls.filter((call) => call.operation === operation).length;

describe('a ledger in S3', () => {
  it('gives back what was added, oldest first, one chain an environment', async () => {
    const ledger = ledgerIn();
    expect(ledger.address).toBe('s3://acme-ledger/deployments');
    expect([await ledger.read('test'), await ledger.environments()]).toEqual([[], []]);
    const first = await ledger.append('test', intent);
    const second = await ledger.append('test', outcome);
    const other = await ledger.append('live', stop);
    for (const reader of [ledger, ledgerIn()]) {
      expect(await reader.read('test')).toEqual([first, second]);
      expect(await reader.read('live')).toEqual([other]);
      expect(await reader.environments()).toEqual(['live', 'test']);
    }
  });

  it('is laid out like one in a directory: a copy of the bucket is one', async () => {
    const ledger = ledgerIn('acme-ledger', '');
    for (const draft of [intent, outcome, stop]) await ledger.append('test', draft);
    const directory = mkdtempSync(join(tmpdir(), 'ledger-'));
    for (const [key, { body }] of objects()) {
      mkdirSync(dirname(join(directory, key)), { recursive: true });
      writeFileSync(join(directory, key), body);
    }
    const copy = directoryLedger(directory, systemClock);
    expect(await copy.read('test')).toEqual(await ledger.read('test'));
    const fourth = await copy.append('test', reason('in the copy'));
    expect((await copy.read('test')).at(-1)).toEqual(fourth);
    rmSync(directory, { recursive: true });
  });

  it('is read whole where it is longer than a page of a listing', async () => {
    let tail: Fact | undefined;
    for (let i = 0; i < 1_030; i++) {
      tail = sealFact(reason(`${i}`), { environment: 'test', tail, now: i + 1 });
      objects().set(`deployments/test/${tail.id}.json`, object(factBytes(tail).toString()));
    }
    expect(await ledgerIn().read('test')).toHaveLength(1_030);
    expect(asked('ListObjectsV2')).toBe(2);
  });

  it('does not ask again for what a listing shows unchanged', async () => {
    const ledger = ledgerIn();
    for (const draft of [intent, outcome, stop]) await ledger.append('test', draft);
    await ledger.read('test');
    const before = asked('GetObject');
    await ledger.read('test');
    // One for what might come after the newest.
    expect(asked('GetObject') - before).toBe(1);
  });

  it('lets several writers make one chain that holds every fact of each', async () => {
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(
      names.map(async (name) => {
        const ledger = ledgerIn();
        for (let i = 0; i < 8; i++) await ledger.append('test', reason(`${name}${i}`));
      }),
    );
    const facts = await ledgerIn().read('test');
    const said = facts.flatMap((fact) => (fact.kind === 'stop' ? [fact.reason] : []));
    expect(said.toSorted()).toEqual(names.flatMap((name) => [...Array(8).keys()].map((i) => `${name}${i}`)));
  });

  it('lets only one writer add after the fact that all decided upon', async () => {
    const tail = await ledgerIn().append('test', intent);
    const attempts = await Promise.allSettled(
      ['a', 'b', 'c'].map((text) => ledgerIn().append('test', reason(text), { expectedTail: tail.id })),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(attempts.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { problems: [{ code: 'ledger-moved-on' }] },
    });
    expect(await ledgerIn().read('test')).toHaveLength(2);
  });

  it.each([1, 2])('adds a fact once where the answer to put no. %s is lost', async (nth) => {
    const ledger = ledgerIn();
    const first = await ledger.append('test', intent);
    let puts = 0;
    aws.emulator.onCall(({ operation }, phase) =>
      operation === 'PutObject' && phase === 'after' && ++puts === nth ? 'drop' : undefined,
    );
    const second = await ledger.append('test', outcome, { expectedTail: first.id });
    expect(await ledgerIn().read('test')).toEqual([first, second]);
  });

  it('shows a fact whose writer died before it had its name, and names it with the next', async () => {
    const first = await ledgerIn().append('test', intent);
    const key = `deployments/test/${first.id}.json`;
    objects().delete(key);
    expect(await ledgerIn().read('test')).toEqual([first]);
    expect(objects().has(key)).toBe(false);
    await ledgerIn().append('test', outcome);
    expect(objects().has(key)).toBe(true);
  });

  it('reports a fact that was changed', async () => {
    const first = await ledgerIn().append('test', intent);
    await ledgerIn().append('test', outcome);
    const key = `deployments/test/${first.id}.json`;
    objects().set(key, object(String(factBytes(first)).replace('anna', 'otto')));
    await expect(ledgerIn().read('test')).rejects.toMatchObject({
      problems: [{ code: 'ledger-chain-broken' }],
    });
  });

  it('is found in the region it is in', async () => {
    const written = await ledgerIn('acme-ledger', 'x', settings('eu-central-1')).append('test', intent);
    expect(await ledgerIn('acme-ledger', 'x').read('test')).toEqual([written]);
  });

  it.each([
    ['a bucket that is not there', () => ledgerIn('acme-leger'), 'ledger-bucket-missing'],
    [
      'a bucket of somebody else',
      () => ledgerIn(undefined, undefined, settings(undefined, 'AKIA210987654321TEST')),
      'aws-access-denied',
    ],
    [
      'a key that AWS does not know',
      () => ledgerIn(undefined, undefined, settings(undefined, 'AKIAINVALID')),
      'aws-credentials-refused',
    ],
  ])('says of %s what is wrong', async (_, ledger, code) => {
    await expect(ledger().read('test')).rejects.toMatchObject({ problems: [{ code }] });
    await expect(ledger().append('test', stop)).rejects.toMatchObject({ problems: [{ code }] });
  });
});
