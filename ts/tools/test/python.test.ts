import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePythonEnvironment, pythonEnvironment } from './python.ts';

let root: string;
const nothing = { PATH: '' };
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'python-'));
  mkdirSync(join(root, 'test/contract'), { recursive: true });
  writeFileSync(join(root, 'test/contract/requirements.txt'), 'no-such-package==1.0\n');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('a machine without Python is told what to install', () => {
  expect(ensurePythonEnvironment(root, nothing)).toMatch(
    /need Python 3\.10 or newer .* sudo apt-get install python3-venv python3-pip/,
  );
});

test('one without a package index is told so, and nothing half made is left', () => {
  const env = { ...process.env, PIP_NO_INDEX: '1' };
  expect(ensurePythonEnvironment(root, env)).toMatch(
    /could not be set up: `python3 -m pip` failed, see above/,
  );
  expect(readdirSync(join(root, 'build/contract'))).toEqual([]);
}, 60_000);

test('what has been made is not made again, unless the requirements changed', () => {
  const before = pythonEnvironment(root);
  mkdirSync(before, { recursive: true });
  expect(ensurePythonEnvironment(root, nothing)).toBeUndefined();
  writeFileSync(join(root, 'test/contract/requirements.txt'), 'no-such-package==1.1\n');
  expect(pythonEnvironment(root)).not.toBe(before);
});
