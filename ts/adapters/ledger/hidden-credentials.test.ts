import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitStore } from './git-store.ts';
import { hiddenCredentials } from './hidden-credentials.ts';

const basic = (pair: string) => `Authorization: Basic ${Buffer.from(pair).toString('base64')}`;

test.each([
  ['a user and a password', 'https://robot:s%2Fcret@git.acme.example/d.git', 'robot:s/cret'],
  ['a token alone', 'https://token@git.acme.example/d.git', 'token:'],
  ['a password that holds the sign itself', 'https://robot:a@b@git.acme.example/d.git', 'robot:a@b'],
])('%s leaves the address and goes to git by its environment', (_, remote, pair) => {
  expect(hiddenCredentials(remote, { HOME: '/home/ci' })).toEqual({
    remote: 'https://git.acme.example/d.git',
    environment: {
      HOME: '/home/ci',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.https://git.acme.example/.extraHeader',
      GIT_CONFIG_VALUE_0: basic(pair),
    },
  });
});

test('what the build has set that way stays', () => {
  const own = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' };
  const { environment } = hiddenCredentials('http://robot:x@localhost:3000/d.git', own);
  expect(environment).toMatchObject({
    ...own,
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_1: 'http.http://localhost:3000/.extraHeader',
  });
});

test.each([
  'https://git.acme.example/d.git',
  'ssh://git@git.acme.example/d.git',
  'git@git.acme.example:d.git',
  '/srv/d.git',
])('%s is left alone', (remote) => {
  expect(hiddenCredentials(remote, {})).toEqual({ remote, environment: {} });
});

test('git sends them', async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const store = gitStore(
    `http://robot:planted@127.0.0.1:${(server.address() as AddressInfo).port}/d.git`,
    'ledger',
    process.env,
  );
  await expect(store.newest()).rejects.toThrow('not found');
  await store.close();
  await new Promise((done) => server.close(done));
  expect(seen).toEqual([basic('robot:planted').replace('Authorization: ', '')]);
});
