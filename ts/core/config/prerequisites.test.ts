import { parseConfig } from './parse.ts';
import { problemsOfConfig } from './example.ts';

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
const told = (members: Parameters<typeof yaml>[0]) =>
  problemsOfConfig(yaml(members)).map(
    ({ code, place, what }) => `${code} ${place?.line ?? '-'}:${place?.column ?? '-'} ${what}`,
  );

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

  it.each<[string, Parameters<typeof yaml>[0], string]>([
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
      'config-value 4:43 services.web.prerequisites[0] is a map, but must be a map such as { database: orders, schema: 12 } or',
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
