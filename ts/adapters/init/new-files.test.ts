import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newFilesIn } from './new-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const all = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
const make = (...paths: readonly string[]) =>
  newFilesIn(folder).make(paths.map((path) => ({ path, text: `new ${path}` })));

test('makes files with their folders, and leaves nothing else', async () => {
  await make('a.yaml', 'jenkins/services/web.Jenkinsfile');
  expect(all()).toEqual(['a.yaml', 'jenkins', 'jenkins/services', 'jenkins/services/web.Jenkinsfile']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('new a.yaml');
});

test('a file that came in between stays, and none of the others is made', async () => {
  mkdirSync(join(folder, 'jenkins'));
  writeFileSync(join(folder, 'jenkins/b'), 'theirs');
  await expect(make('a', 'deep/er/c', 'jenkins/b', 'd')).rejects.toMatchObject({
    problems: [{ code: 'file-unwritable', what: expect.stringContaining('jenkins/b') as string }],
  });
  expect(all()).toEqual(['jenkins', 'jenkins/b']);
  expect(readFileSync(join(folder, 'jenkins/b'), 'utf8')).toBe('theirs');
});

test('where a folder cannot be made, nothing is', async () => {
  writeFileSync(join(folder, 'jenkins'), 'a file');
  await expect(make('a', 'jenkins/b')).rejects.toMatchObject({ problems: [{ code: 'file-unwritable' }] });
  expect(all()).toEqual(['jenkins']);
});

test('a file that is not there has no text, and one that cannot be read is an error', async () => {
  mkdirSync(join(folder, 'jenkins'));
  await expect(newFilesIn(folder).textOf('absent')).resolves.toBeUndefined();
  await expect(newFilesIn(folder).textOf('jenkins')).rejects.toMatchObject({
    problems: [{ code: 'file-unreadable' }],
  });
});
