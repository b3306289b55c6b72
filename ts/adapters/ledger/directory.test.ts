import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleDrafts } from '../../core/ledger/example-facts.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { systemClock } from '../clock/system.ts';
import { directoryLedger } from './directory.ts';

let directory = '';
let ledger: Ledger;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ledger-'));
  ledger = directoryLedger(directory, systemClock);
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const { stop, intent, outcome } = exampleDrafts;
const reason = (text: string) => ({ ...stop, reason: text });

/** A process that adds facts until it has added `count`, and says each id once its promise has resolved. */
function writer(name: string, count: number) {
  const source = `
    const { directoryLedger } = await import('./ts/adapters/ledger/directory.ts');
    const { systemClock } = await import('./ts/adapters/clock/system.ts');
    const { writeSync } = await import('node:fs');
    const ledger = directoryLedger(${JSON.stringify(directory)}, systemClock);
    writeSync(1, 'ready\\n');
    for (let i = 0; i < ${count}; i++) {
      const fact = await ledger.append('test', { kind: 'stop', by: { name: '${name}' }, active: true, reason: String(i) });
      writeSync(1, fact.id + '\\n');
    }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  const ids = () =>
    out
      .split('\n')
      .slice(1)
      .filter((line) => line.length === 26);
  return { child, ids, ended: once(child, 'close'), out: () => out };
}

describe('a ledger in a directory', () => {
  it('knows nothing at first, even where the directory is not there yet', async () => {
    const nowhere = directoryLedger(join(directory, 'not', 'yet'), systemClock);
    expect(await nowhere.read('test')).toEqual([]);
    expect(await nowhere.environments()).toEqual([]);
    await nowhere.append('test', stop);
    expect(await nowhere.environments()).toEqual(['test']);
  });

  it('gives back what was added, oldest first, one chain an environment', async () => {
    writeFileSync(join(directory, 'README.md'), 'beside the environments');
    const first = await ledger.append('test', intent);
    const second = await ledger.append('test', outcome);
    const other = await ledger.append('live', stop);
    expect(await ledger.read('test')).toEqual([first, second]);
    expect(await ledger.read('live')).toEqual([other]);
    expect(other.previous).toBeNull();
    expect(await ledger.environments()).toEqual(['live', 'test']);
    expect(readdirSync(join(directory, 'test')).sort()).toEqual([
      '.claims',
      `${first.id}.json`,
      `${second.id}.json`,
    ]);
    expect(readdirSync(join(directory, 'test', '.claims')).filter((n) => n.startsWith('new-'))).toEqual([]);
  });

  it('refuses to add after a fact that the caller has not seen', async () => {
    const first = await ledger.append('test', intent, { expectedTail: null });
    await ledger.append('test', outcome, { expectedTail: first.id });
    for (const expectedTail of [null, first.id])
      await expect(ledger.append('test', stop, { expectedTail })).rejects.toMatchObject({
        problems: [{ code: 'ledger-moved-on', category: 'refused' }],
      });
    expect(await ledger.read('test')).toHaveLength(2);
  });

  it.each(['../test', '.claims', '', 'a/b', '-x'])('refuses the environment "%s"', async (name) => {
    const code = 'ledger-environment-name';
    await expect(ledger.append(name, stop)).rejects.toMatchObject({ problems: [{ code }] });
    await expect(ledger.read(name)).rejects.toMatchObject({ problems: [{ code }] });
  });

  it('reports a fact that was changed, and adds nothing after it', async () => {
    const first = await ledger.append('test', intent);
    await ledger.append('test', outcome);
    const path = join(directory, 'test', `${first.id}.json`);
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    writeFileSync(path, text.replace('anna', 'otto'));
    const problem = { problems: [{ code: 'ledger-chain-broken', category: 'configuration' }] };
    await expect(ledger.read('test')).rejects.toMatchObject(problem);
    await expect(ledger.append('test', stop)).rejects.toMatchObject(problem);
  });

  it('reports a file that is no fact', async () => {
    await ledger.append('test', intent);
    appendFileSync(join(directory, 'test', '01KB0Z3N7V8Q2M4S6T8W0Y2A4C.json'), '{"half":');
    await expect(ledger.read('test')).rejects.toMatchObject({
      problems: [{ code: 'ledger-fact-unreadable' }],
    });
  });

  it('says what is wrong with a directory that is a file', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    await expect(directoryLedger(file, systemClock).read('test')).rejects.toMatchObject({
      problems: [{ code: 'ledger-directory-unusable', category: 'infrastructure' }],
    });
  });
});

describe('a writer that dies', () => {
  it('leaves a claim without a name, which readers see and the next writer names', async () => {
    const first = await ledger.append('test', intent);
    const second = await ledger.append('test', outcome);
    const path = join(directory, 'test', `${second.id}.json`);
    rmSync(path);
    expect(await ledger.read('test')).toEqual([first, second]);
    expect(existsSync(path)).toBe(false);
    const third = await ledger.append('test', reason('after the crash'));
    expect(existsSync(path)).toBe(true);
    expect(await ledger.read('test')).toEqual([first, second, third]);
  });

  it('leaves nothing that counts when it dies before its claim', async () => {
    await ledger.append('test', intent);
    writeFileSync(join(directory, 'test', '.claims', 'new-1'), '{"half a fa');
    expect(await ledger.read('test')).toHaveLength(1);
    await ledger.append('test', outcome);
    expect(await ledger.read('test')).toHaveLength(2);
  });

  it('loses nothing it had acknowledged, whenever it is killed', async () => {
    const acknowledged: string[] = [];
    for (const wait of [3, 11, 27, 48]) {
      const writers = [writer('a', 100_000), writer('b', 100_000)];
      while (writers.some(({ out }) => !out().includes('ready'))) await systemClock.sleep(5);
      await systemClock.sleep(wait);
      for (const { child } of writers) child.kill('SIGKILL');
      await Promise.all(writers.map(({ ended }) => ended));
      acknowledged.push(...writers.flatMap(({ ids }) => ids()));
      const ids = (await ledger.read('test')).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(acknowledged));
    }
    expect(acknowledged.length).toBeGreaterThan(0);
    await ledger.append('test', stop);
  });
});

describe('several writers at once', () => {
  it('make one chain that holds every fact of each', async () => {
    const writers = ['a', 'b', 'c', 'd'].map((name) => writer(name, 15));
    while (writers.some(({ child }) => child.exitCode === null)) {
      await ledger.read('test');
      await systemClock.sleep(1);
    }
    await Promise.all(writers.map(({ ended }) => ended));
    const facts = await ledger.read('test');
    expect(facts).toHaveLength(60);
    for (const [i, { ids }] of writers.entries())
      expect(facts.filter(({ by }) => by.name === 'abcd'[i]).map(({ id }) => id)).toEqual(ids());
  });

  it('let only one of them add after the fact they both decided upon', async () => {
    const tail = await ledger.append('test', intent);
    const attempts = await Promise.allSettled(
      ['a', 'b', 'c'].map((text) => ledger.append('test', reason(text), { expectedTail: tail.id })),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await ledger.read('test')).toHaveLength(2);
  });
});
