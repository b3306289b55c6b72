import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '../../core/errors/problem.ts';
import { WorkspaceFiles } from './workspace-files.ts';

let folder: string;
let files: WorkspaceFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files '));
  files = new WorkspaceFiles(folder);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function whatOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ProblemError) return `${error.problems[0].code}: ${error.problems[0].what}`;
  }
  return 'no problem';
}

describe('readText', () => {
  it('reads UTF-8 and keeps a byte order mark', async () => {
    writeFileSync(join(folder, 'a'), '\ufeffgrün 🚀');
    expect(await files.readText('a', 100)).toBe('\ufeffgrün 🚀');
  });

  it('reads up to the limit and no more', async () => {
    writeFileSync(join(folder, 'a'), 'x'.repeat(200_000));
    expect(await files.readText('a', 200_000)).toHaveLength(200_000);
    expect(await whatOf(files.readText('a', 199_999))).toMatch(/^file-too-large/);
    expect(await whatOf(files.readText('/dev/zero', 1000))).toMatch(/^file-too-large/);
  });

  it('says what is wrong, with the path as it was given', async () => {
    writeFileSync(join(folder, 'latin'), Buffer.from([0xfc]));
    expect(await whatOf(files.readText('none', 9))).toBe('file-missing: The file none does not exist.');
    expect(await whatOf(files.readText('latin/x', 9))).toMatch(/^file-missing/);
    expect(await whatOf(files.readText('.', 9))).toBe(
      'file-unreadable: The file . cannot be read: it is a folder.',
    );
    expect(await whatOf(files.readText('latin', 9))).toBe(
      'file-not-utf-8: The file latin is not UTF-8 text.',
    );
  });
});

describe('replaceText', () => {
  it('makes the folder, replaces the file and leaves nothing else behind', async () => {
    await files.replaceText('a/b/c.txt', 'one');
    await files.replaceText('a/b/c.txt', 'two ü');
    expect(readFileSync(join(folder, 'a/b/c.txt'), 'utf8')).toBe('two ü');
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['c.txt']);
  });

  it('leaves everything as it was when it fails', async () => {
    mkdirSync(join(folder, 'a', 'taken'), { recursive: true });
    writeFileSync(join(folder, 'file'), '');
    expect(await whatOf(files.replaceText('a/taken', 'x'))).toBe(
      'file-unwritable: The file a/taken cannot be written: it is a folder.',
    );
    expect(await whatOf(files.replaceText('file/b', 'x'))).toMatch(/^file-unwritable/);
    expect(readdirSync(join(folder, 'a'))).toEqual(['taken']);
  });

  it('never shows a part to one who reads meanwhile', async () => {
    const texts = ['a'.repeat(300_000), 'b'.repeat(300_000)];
    await files.replaceText('f', texts[0] ?? '');
    const seen = new Set<string>();
    const writing = (async () => {
      for (let turn = 0; turn < 20; turn += 1) await files.replaceText('f', texts[turn % 2] ?? '');
    })();
    for (let turn = 0; turn < 60; turn += 1) seen.add(await files.readText('f', 1_000_000));
    await writing;
    expect([...seen].every((text) => texts.includes(text))).toBe(true);
  });
});
