import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, ensureChromium } from './chromium.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'chromium-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

test('is found on the PATH, by any of its names', () => {
  const file = join(dir, 'google-chrome');
  writeFileSync(file, '');
  expect(chromium({ PATH: `/nowhere:${dir}` })).toBe(file);
  expect(ensureChromium({ PATH: dir })).toBeUndefined();
});

test('is asked for by its package where there is none and none can be installed', () => {
  expect(chromium({ PATH: dir })).toBeUndefined();
  expect(ensureChromium({ PATH: dir })).toContain('sudo apt-get install chromium');
});
