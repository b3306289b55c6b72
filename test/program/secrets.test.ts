import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, rmSync } from 'node:fs';
import { snapshot } from './snapshot.ts';
import { Team } from './team.ts';

/** What a build has in its environment and nobody may read anywhere. */
const planted = {
  JENKINS_USER: 'jenkins-robot',
  JENKINS_TOKEN: 'planted-jenkins-token',
  AWS_ACCESS_KEY_ID: 'AKIAPLANTEDKEY',
  AWS_SECRET_ACCESS_KEY: 'planted-secret-key',
  AWS_SESSION_TOKEN: 'planted-session-token',
  DATABASE_PASSWORD: 'planted-database-password',
};
const password = 'planted-git-password';
const secrets = [...Object.values(planted).filter((value) => value !== planted.JENKINS_USER), password];

let team: Team;
beforeAll(async () => {
  team = await Team.start();
});
afterAll(() => team.close());

/** Runs the program and answers everything that it wrote anywhere. */
async function everythingWritten(words: readonly string[], code: number, env = {}): Promise<string> {
  rmSync(team.resultFile, { force: true });
  const end = await team.run(words, { ...planted, ...env });
  expect({ code: end.code, stderr: end.stderr }).toEqual({ code, stderr: expect.any(String) as string });
  expect(existsSync(team.resultFile)).toBe(true);
  const files = Object.values(snapshot(team.world.dir, ''));
  // Git's own files are compressed.
  const ledger = team.git('--git-dir', team.origin, 'cat-file', '--batch-all-objects', '--batch');
  return [end.firstLine, end.stderr, end.stdout, ledger, ...files].join('\n');
}

function expectNoSecret(text: string): void {
  for (const secret of secrets) {
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      encodeURIComponent(secret),
    ])
      expect(text).not.toContain(form);
  }
}

test('a promotion that succeeds, and one that fails, tell nobody what is in the environment', async () => {
  const good = await team.world.release(90, 41);
  const succeeded = await everythingWritten(team.promoting(good), 0);
  expect(succeeded).toContain('"result":"verified"');
  expectNoSecret(succeeded);

  team.world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
  const failed = await everythingWritten(team.promoting(await team.world.release(91, 42)), 5);
  expect(failed).toContain('"result":"rolledBack"');
  expectNoSecret(failed);
});

test.each([
  ['AWS does not take', { AWS_ACCESS_KEY_ID: 'AKIAPLANTEDKEYINVALID' }, 'aws-credentials-refused', 92],
  ['AWS is not there for', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1/' }, 'aws-unreachable', 93],
])('credentials that %s are in no message', async (_, env, code, number) => {
  const written = await everythingWritten(['status', '--environment', 'test'], 0, env);
  expect(written).toContain('unreachable');
  const failed = await everythingWritten(
    team.promoting(await team.world.release(number, number + 100)),
    6,
    env,
  );
  expect(failed).toContain(code);
  expectNoSecret(failed);
});

test('a password in the address of the ledger is in no message, no record and no result', async () => {
  const ledger = `http://robot:${password}@127.0.0.1:1/deployments.git#ledger`;
  const written = await everythingWritten(
    [...team.promoting(await team.world.release(94, 45)), '--ledger', ledger],
    6,
  );
  expect(written).toContain('ledger-unreachable');
  expectNoSecret(written);
});

test.each([
  [401, 6, 'jenkins-unauthorized'],
  [403, 6, 'jenkins-forbidden'],
  [500, 6, 'jenkins-error-page'],
])('Jenkins gets user and token, answers %d, and no message tells them', async (status, exitCode, code) => {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    // A page may well repeat what it was sent.
    const page = `<html><title>Error</title>${JSON.stringify(request.headers)}</html>`;
    response.writeHead(status, { 'content-type': 'text/html', 'x-jenkins': '2.500' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const written = await everythingWritten(['choices', 'deploy-test', '--jenkins-url', url], exitCode);
  server.close();
  expect(asked[0]?.authorization).toContain(
    Buffer.from(`${planted.JENKINS_USER}:${planted.JENKINS_TOKEN}`).toString('base64'),
  );
  expect(written).toContain(code);
  expectNoSecret(written);
  expect(written).not.toContain(Buffer.from(`${planted.JENKINS_USER}:`).toString('base64').slice(0, 16));
});
