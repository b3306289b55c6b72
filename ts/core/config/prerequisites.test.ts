import { parseConfig } from './parse.ts';
import { toldOfConfig } from './example.ts';

const yaml = ({ web = '', users = '', live = '' }) => `version: 1
defaults: { region: eu-west-1 }
services:
  web: { image: acme/web, prerequisites: [${web}] }
  users: { image: acme/users, prerequisites: [${users}] }
environments:
  live: { cluster: live, prerequisites: [${live}] }
`;
const wanted = (members: Parameters<typeof yaml>[0]) =>
  parseConfig(yaml(members), 'promotion.yaml').environments[0]?.prerequisites;
const told = (members: Parameters<typeof yaml>[0]) => toldOfConfig(yaml(members));

describe('prerequisites', () => {
  it('of a service are asked wherever it comes, from the build that it says', () => {
    expect(
      wanted({ web: '{ database: orders, schema: 12, fromBuild: 95 }, { service: users, build: 41 }' }),
    ).toEqual([
      { kind: 'schema', neededBy: ['web'], fromBuild: 95, database: 'orders', schema: 12 },
      { kind: 'service', neededBy: ['web'], fromBuild: undefined, service: 'users', build: 41 },
    ]);
  });

  it('of an environment are asked of all services but the one that is waited for', () => {
    expect(
      wanted({ live: '{ database: orders, schema: 20261102090000 }, { service: users, build: 41 }' }),
    ).toMatchObject([{ neededBy: ['web', 'users'], schema: 20_261_102_090_000 }, { neededBy: ['web'] }]);
  });

  it('of an address or a program are filled in with what is mostly meant', () => {
    expect(
      wanted({
        web: '{ check: change request, url: "https://a.example/7", json: { status.phase: open, frozen: false }, fromBuild: 95 }, { check: quiet, command: [bin/quiet, web] }',
      }),
    ).toEqual([
      {
        kind: 'check',
        neededBy: ['web'],
        fromBuild: 95,
        check: {
          kind: 'http',
          name: 'change request',
          url: 'https://a.example/7',
          status: [200],
          json: { 'status.phase': 'open', frozen: false },
          requestHeaders: {},
          timeoutSeconds: 10,
        },
      },
      {
        kind: 'check',
        neededBy: ['web'],
        fromBuild: undefined,
        check: { kind: 'command', name: 'quiet', command: ['bin/quiet', 'web'], timeoutSeconds: 60 },
      },
    ]);
  });

  const url = 'check: a, url: "https://a.example/"';
  it.each<[string, Parameters<typeof yaml>[0], string]>([
    [
      'a check of nothing',
      { web: '{ check: quiet }' },
      'config-value 4:43 services.web.prerequisites[0] is a map, but',
    ],
    ['a check of two things', { web: `{ ${url}, command: [a] }` }, 'config-value 4:43'],
    [
      'a status for a command',
      { web: '{ check: a, command: [a], status: 200 }' },
      'config-unknown-key 4:69 "status" is not known in services.web.prerequisites[0].',
    ],
    [
      'an address that is none',
      { live: '{ check: a, url: "a.example" }' },
      'config-value 7:59 environments.live.prerequisites[0].url is "a.example", but must be an http or https address.',
    ],
    [
      'a time in quotes',
      { live: `{ ${url}, timeoutSeconds: "5" }` },
      'config-value 7:97 environments.live.prerequisites[0].timeoutSeconds is "5", but must be a whole number',
    ],
    ['a time without end', { live: `{ ${url}, timeoutSeconds: 3600 }` }, 'config-value 7:97'],
    ['a list as a member', { live: `{ ${url}, json: { state: [a] } }` }, 'config-value 7:96'],
    ['a path that leads nowhere', { live: `{ ${url}, json: { a..b: 1 } }` }, 'config-'],
    [
      'a secret that stands in the file',
      { web: `{ ${url}, requestHeaders: { Authorization: Bearer x } }` },
      'config-smoke-secret 4:115 services.web.prerequisites[0].requestHeaders.Authorization holds a secret',
    ],
    [
      'a password in its address',
      { live: '{ check: a, url: "https://ci:x@a.example/" }' },
      'config-smoke-secret 7:59 environments.live.prerequisites[0].url holds a secret',
    ],

    [
      'a service that is not in the file',
      { web: '{ service: user, build: 41 }' },
      'config-unknown-name 4:54 services.web.prerequisites names "user", which is not in this file. Did you mean "users"?',
    ],
    [
      'the same of an environment',
      { live: '{ service: webb, build: 41 }' },
      'config-unknown-name 7:53 environments.live.prerequisites names "webb"',
    ],
    [
      'a service that waits for itself',
      { users: '{ service: users, build: 41 }' },
      'config-prerequisite-own 5:58 services.users.prerequisites names users itself.',
    ],
    [
      'a database without its schema',
      { web: '{ database: orders }' },
      'config-value 4:43 services.web.prerequisites[0] is a map, but must be a map such as { database: orders, schema: 12 }, {',
    ],
    [
      'a database and a service at once',
      { web: '{ database: orders, schema: 12, service: users, build: 41 }' },
      'config-value 4:43',
    ],
    [
      'a first build for a whole environment',
      { live: '{ database: orders, schema: 12, fromBuild: 95 }' },
      'config-unknown-key 7:74 "fromBuild" is not known in environments.live.prerequisites[0].',
    ],
  ])('are refused with %s', (_rule, members, expected) => {
    expect(told(members)).toEqual([expect.stringContaining(expected)]);
  });
});
