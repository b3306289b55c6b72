import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CachedWorkplaces } from './workplaces.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workplaces-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const around = {
  clock: { now: () => 0, sleep: () => Promise.resolve() },
  report: { line: () => undefined },
  interrupted: new AbortController().signal,
};

// Root may write everywhere, so the modes are looked at.
test('the copy of a read-only tree can be written to by its owner, and the tree stays as it is', async () => {
  const root = join(folder, 'tree');
  const closed = ['src/app', 'src/modules/service', 'src/modules', 'config/app'];
  for (const path of closed) mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, 'src/app/main.tf'), '', { mode: 0o444 });
  for (const path of closed) chmodSync(join(root, path), 0o555);

  const workplaces = new CachedWorkplaces(root, join(folder, 'cache'), around);
  const folders = { source: 'src/app', config: 'config/app' };
  const wanted = { folders, command: 'plan', texts: new Map<string, string>(), waitMinutes: 0 };
  const place = await workplaces.open(wanted);
  const copied = ['.', 'main.tf', '../modules', '../modules/service'];
  const closedStill = copied.filter((path) => (statSync(join(place.stack, path)).mode & 0o200) === 0);
  expect(closedStill).toEqual([]);
  expect(statSync(join(root, 'src/app')).mode & 0o777).toBe(0o555);
  await place.close();
});
