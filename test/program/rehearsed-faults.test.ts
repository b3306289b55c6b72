import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, type Ended } from '../cli/program.ts';
import { builtProgram } from './built-program.ts';
import { startIn } from './process.ts';

/** What a team sees of one fault of each sort: in events only, in a hook, one that is survived. Each scene proves what it shows. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecs-promote-faults-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const rehearse = (fault: string): Promise<Ended> =>
  ended(
    startIn(
      folder,
      builtProgram(),
      ['rehearse', '--fault', fault, '--environment', 'test', '--out', fault],
      {},
    ),
  );

test.each([
  ['no-capacity-memory', 'no instance has memory left for it', 'exit code 5'],
  ['hook-failed', 'returned FAILED status', 'exit code 5'],
  ['spot-interruption', 'Your Spot Task was interrupted', 'exit code 0'],
])(
  '%s',
  async (fault, words, exit) => {
    const { code, stderr } = await rehearse(fault);
    expect(code).toBe(0);
    expect(stderr).toContain(words);
    expect(stderr).toContain(exit);
    expect(stderr).toContain(`proven: the cause has its name: ${fault}`);
  },
  120_000,
);

test('a name that is not quite right is put right', async () => {
  const { code, stderr } = await rehearse('image-mising');
  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean "image-missing"?');
});
