import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkIds, deepCheckIds } from '../../ts/core/preflight/check-ids.ts';
import type { PreflightRow } from '../../ts/core/preflight/row.ts';
import { releaseBytes } from '../../ts/core/release/release-id.ts';
import { PreflightWorld, type Flaws } from '../promotion/preflight-world.ts';
import { builtProgram } from './built-program.ts';

/** The bundles, because there the SDK's errors have other names and the deeper checks are a file of their own. */
let dir: string;
let world: PreflightWorld;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'verify-'));
});
afterEach(async () => {
  rmSync(dir, { recursive: true });
  await world.aws.close();
});

interface Output {
  readonly rows: readonly PreflightRow[];
}

async function verify(
  program: string,
  flaws: Flaws,
): Promise<{ readonly code: number; readonly rows: readonly PreflightRow[] }> {
  world = await PreflightWorld.start(flaws);
  writeFileSync(join(dir, 'release.json'), releaseBytes(world.release));
  writeFileSync(
    join(dir, 'promotion.yaml'),
    `version: 1
ledger: ledger
defaults: { region: ap-southeast-2 }
services: { service1: { image: 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1 } }
environments: { test: { cluster: appcluster-test } }
`,
  );
  const words = [program, 'verify', '--environment', 'test', '--release', 'release.json', '--json'];
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: world.aws.emulator.url,
    AWS_ACCESS_KEY_ID: 'AKIA123456789012TEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, words, { cwd: dir, env }, (_, stdout) => {
      // With problems the output stands beside them.
      const said = JSON.parse(stdout) as Output & { readonly output?: Output };
      resolve({ code: child.exitCode ?? -1, rows: (said.output ?? said).rows });
    });
  });
}

const flaws: Flaws = {
  withoutTaskRole: true,
  withoutSecret: true,
  withoutParameter: true,
  withoutLogGroup: true,
  otherSubnet: true,
};

test('on the agents’ image every check runs, and all failures are told together', async () => {
  const { code, rows } = await verify(builtProgram(), flaws);
  const failing = new Set(rows.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check));
  expect([...failing]).toEqual(['task-role', 'secrets', 'log-group', 'subnets']);
  expect(new Set(rows.map(({ check }) => check))).toEqual(new Set(checkIds));
  expect(code).toBe(4);
});

test('from what Jenkins copies the deeper checks are skipped with the reason, and the others run', async () => {
  const library = join(builtProgram(), '../../../resources/ecs-promote/ecs-promote.cjs');
  const { code, rows } = await verify(library, flaws);
  const reason = 'ecs-promote-preflight.cjs is not beside the program; it is on the agents’ image';
  const skipped = rows.filter(({ outcome }) => outcome === 'skipped');
  expect(skipped.map(({ check, what }) => [check, what])).toEqual(
    checkIds.filter((id) => (deepCheckIds as readonly string[]).includes(id)).map((id) => [id, reason]),
  );
  expect(rows.map(({ check }) => check)).toEqual(checkIds);
  expect(code).toBe(0);
});
