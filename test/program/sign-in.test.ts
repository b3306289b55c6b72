import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseBytes } from '../../ts/core/release/release-id.ts';
import { PreflightWorld } from '../promotion/preflight-world.ts';
import { builtProgram } from './built-program.ts';

/**
 * A laptop on which somebody has signed in to IAM Identity Center: a profile, a token in the cache of the AWS CLI, and the portal that
 * gives credentials for it. https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 */
const startUrl = 'https://acme.awsapps.example/start';
const credentials = {
  accessKeyId: 'ASIA123456789012TEST',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  expiration: Date.now() + 3_600_000,
};

let home: string;
let world: PreflightWorld;
let portal: Server;
let tokens: (string | undefined)[];
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'sign-in-'));
  world = await PreflightWorld.start({});
  tokens = [];
  portal = createServer((request, response) => {
    tokens.push(request.headers['x-amz-sso_bearer_token'] as string | undefined);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ roleCredentials: credentials }));
  }).listen(0, '127.0.0.1');
  await once(portal, 'listening');
  writeFileSync(join(home, 'release.json'), releaseBytes(world.release));
  writeFileSync(
    join(home, 'promotion.yaml'),
    `version: 1
ledger: ledger
defaults: { region: ap-southeast-2 }
services: { service1: { image: 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1 } }
environments: { test: { cluster: appcluster-test } }
`,
  );
  mkdirSync(join(home, '.aws/sso/cache'), { recursive: true });
  writeFileSync(
    join(home, '.aws/config'),
    `[profile acme]
sso_session = acme
sso_account_id = 123456789012
sso_role_name = deployer
region = ap-southeast-2
[sso-session acme]
sso_start_url = ${startUrl}
sso_region = ap-southeast-2
`,
  );
});
afterEach(async () => {
  rmSync(home, { recursive: true });
  portal.closeAllConnections();
  portal.close();
  await world.aws.close();
});

function signIn(): void {
  const file = `${createHash('sha1').update('acme').digest('hex')}.json`;
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  writeFileSync(
    join(home, '.aws/sso/cache', file),
    JSON.stringify({ startUrl, region: 'ap-southeast-2', accessToken: 'signed-in', expiresAt }),
  );
}

function verify(program: string): Promise<{ readonly code: number; readonly stderr: string }> {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    AWS_PROFILE: 'acme',
    AWS_ENDPOINT_URL: world.aws.emulator.url,
    AWS_ENDPOINT_URL_SSO: `http://127.0.0.1:${(portal.address() as AddressInfo).port}`,
  };
  return new Promise((resolve) => {
    const words = [program, 'verify', '--environment', 'test', '--release', 'release.json'];
    const child = execFile(process.execPath, words, { cwd: home, env }, (_, __, stderr) => {
      resolve({ code: child.exitCode ?? -1, stderr });
    });
  });
}

test('who has signed in by `aws sso login` needs nothing more', async () => {
  signIn();
  await expect(verify(builtProgram())).resolves.toMatchObject({ code: 0 });
  expect(new Set(tokens)).toEqual(new Set(['signed-in']));
});

test('who has not is told to', async () => {
  const { code, stderr } = await verify(builtProgram());
  expect(stderr).toContain('aws sso login');
  expect(code).toBe(6);
});

test('the program that Jenkins copies says that it can’t, and what has the rest', async () => {
  signIn();
  const library = join(builtProgram(), '../../../resources/ecs-promote/ecs-promote.cjs');
  const { stderr } = await verify(library);
  expect(stderr).toContain('error program-bundle-missing');
  expect(stderr).toContain('ecs-promote-sign-in.cjs');
  expect(tokens).toEqual([]);
});
