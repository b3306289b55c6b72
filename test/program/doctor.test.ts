import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { ended, type Ended } from '../cli/program.ts';
import { builtProgram } from './built-program.ts';
import { startIn } from './process.ts';

/** The bundles, because there the SDK's errors have other names, and the program has files that it can look at. */
let program: string;
let dir: string;
let aws: TestAws;
beforeAll(() => {
  program = builtProgram();
}, 120_000);
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'doctor-'));
  aws = await TestAws.start();
  writeFileSync(
    join(dir, 'promotion.yaml'),
    `version: 1
ledger: s3://acme-ledger
defaults: { region: ap-southeast-2 }
services: { service1: { image: 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1 } }
environments: { test: { cluster: appcluster-test } }
`,
  );
});
afterEach(async () => {
  rmSync(dir, { recursive: true });
  await aws.close();
});

function doctor(file: string): Promise<Ended> {
  const { url, clockUrl } = aws.emulator;
  return ended(
    startIn(dir, file, ['doctor', '--on', 'laptop'], {
      AWS_ENDPOINT_URL: url,
      ECS_PROMOTE_CLOCK_URL: clockUrl,
      AWS_ACCESS_KEY_ID: 'AKIA123456789012TEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
    }),
  );
}

test('finds its own files as they were built, and says of everything that AWS lacks what to do', async () => {
  const { code, stdout, stderr } = await doctor(program);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('Taken for a laptop, because --on says so.');
  expect(stdout).toMatch(/^ {2}ok +program +0\.1\.0\+[0-9a-f]{12} in .*\/dist, \d+ files$/m);
  expect(stdout).toMatch(/^ {2}ok +clock +within 30 s of AWS’s$/m);
  const failed = lines.filter((line) => line.startsWith('  failed')).map((line) => line.split(/ +/)[2]);
  expect(failed).toEqual(['ledger', 'ledger-write', 'images', 'services']);
  expect(stdout.match(/next: /g)).toHaveLength(failed.length);
  expect(stderr).toContain('error doctor-unfit');
  expect(stderr).not.toContain('Warning');
  expect(code).toBe(4);
});

test('is not in what Jenkins copies, and says so', async () => {
  const library = join(program, '../../../resources/ecs-promote/ecs-promote.cjs');
  const { code, stderr } = await doctor(library);
  expect(stderr).toContain('error program-bundle-missing');
  expect(code).toBe(6);
});
