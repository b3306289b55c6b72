import { announcementOf } from '../smoke/words.ts';
import { exampleConfig, exampleYaml, toldOfConfig } from './example.ts';

const live = (smoke: string, others = '') =>
  exampleConfig({ live: `smoke: [${smoke}]${others}` }).environments[1]?.smoke ?? [];
const told = (smoke: string, others = '') =>
  toldOfConfig(exampleYaml({ live: `smoke: [${smoke}]${others}` }));

describe('a smoke check', () => {
  it('of an address needs nothing but the address', () => {
    expect(live('{ url: "https://a.example/" }')).toEqual([
      {
        kind: 'http',
        on: 'production',
        tries: 3,
        url: 'https://a.example/',
        status: [200],
        requestHeaders: {},
        headers: {},
        body: null,
        withinMilliseconds: null,
        timeoutSeconds: 10,
      },
    ]);
  });

  it('may expect several statuses, headers by any case, a body and a time', () => {
    const headers = 'headers: { Content-Type: { contains: json }, X-Build: "90" }';
    expect(
      live(
        `{ url: "https://a.example/", status: [200, 204], ${headers}, body: { matches: "^ok$" }, withinMilliseconds: 500 }`,
      ),
    ).toMatchObject([
      {
        status: [200, 204],
        headers: { 'content-type': { contains: 'json' }, 'x-build': { equals: '90' } },
        body: { matches: '^ok$' },
        withinMilliseconds: 500,
      },
    ]);
  });

  it('of a task runs the service’s container unless it says otherwise', () => {
    const container = ', services: { web: { container: app } }';
    expect(
      live('{ task: { service: web } }, { task: { service: web, container: job } }', container),
    ).toMatchObject([
      { kind: 'task', tries: 1, taskDefinition: null, container: 'app', command: null, timeoutMinutes: 10 },
      { container: 'job' },
    ]);
  });

  it.each([
    [
      '{ url: "https://a.example/", status: [200, 204], headers: { ETag: x }, body: { contains: ok }, withinMilliseconds: 500 }',
      'Afterwards https://a.example/ must answer 200 or 204, etag equal to "x", a body containing "ok", within 500 ms.',
    ],
    [
      '{ command: [npm, run, "smoke test"], timeoutMinutes: 3 }',
      'Afterwards the command npm run "smoke test" must exit with 0, within 3 min.',
    ],
    [
      '{ task: { service: web, taskDefinition: jobs, command: [bin/check] } }',
      'Afterwards a task of web (jobs): bin/check must exit with 0 in web, within 10 min.',
    ],
  ])('is announced to whoever approves: %s', (smoke, sentence) => {
    expect(live(smoke).map(announcementOf)).toEqual([sentence]);
  });

  it('on test traffic is announced as such', () => {
    const [check] = live(
      '{ url: "https://a.example/", on: testTraffic }',
      ', strategy: { type: blueGreen, pauses: [{}] }',
    );
    expect(check && announcementOf(check)).toBe('On test traffic https://a.example/ must answer 200.');
  });
});

describe('a smoke check is refused', () => {
  it.each([
    [
      'when it asks nothing',
      '{ tries: 2 }',
      'config-smoke-kind 7:38 environments.live.smoke[0] has neither url',
    ],
    [
      'when it asks two things',
      '{ url: "https://a.example/", command: [x] }',
      'config-smoke-kind 7:38 environments.live.smoke[0] has url and command.',
    ],
    [
      'with a member of another kind',
      '{ command: [x], status: 200 }',
      'config-smoke-member 7:62 environments.live.smoke[0] has status, which does not go with command.',
    ],
    [
      'with a time of another kind',
      '{ url: "https://a.example/", timeoutMinutes: 1 }',
      'has timeoutMinutes, which',
    ],
    ['for a service that is none', '{ task: { service: wbe } }', 'Did you mean "web"?'],
    [
      'with a secret in it',
      '{ url: "https://a.example/", requestHeaders: { authorization: "Bearer x" } }',
      'smoke[0].requestHeaders.authorization holds a secret',
    ],
    ['with a password in its address', '{ url: "https://me:pw@a.example/" }', 'smoke[0].url holds a secret'],
    [
      'with a regular expression that is none',
      '{ url: "https://a.example/", body: { matches: "(" } }',
      'smoke[0].body.matches is "(", but must be a regular expression of JavaScript',
    ],
    [
      'with a body that is a number',
      '{ url: "https://a.example/", body: 3 }',
      'config-unquoted 7:73 environments.live.smoke[0].body is 3 without quotes',
    ],
    [
      'with a header that spans lines',
      '{ url: "https://a.example/", requestHeaders: { x: "a\\nb" } }',
      'must be a text of one line',
    ],
    [
      'with a command that is a line',
      '{ command: npm run smoke }',
      'must be a list of a program and its arguments',
    ],
    ['with no command in it', '{ command: [] }', 'must be a list of a program and its arguments'],
    [
      'with statuses that are none',
      '{ url: "https://a.example/", status: [] }',
      'must be a whole number from 100 to 599',
    ],
    [
      'when it waits for test traffic that there never is',
      '{ url: "https://a.example/", on: testTraffic }',
      'config-smoke-traffic 7:71 environments.live.smoke[0] waits for test traffic, and no service of live waits for a decision on it.',
    ],
  ])('%s', (_, smoke, expected) => {
    expect(told(smoke)).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ['the environment’s', ', strategy: { type: codeDeploy, application: a, deploymentGroup: b }'],
    ['one service’s', ', services: { web: { strategy: { type: canary, pauses: [{ decides: checks }] } } }'],
  ])('but not where %s strategy has test traffic', (_, others) => {
    expect(told('{ url: "https://a.example/", on: testTraffic }', others)).toEqual([]);
  });

  it('without quoting the secret', () => {
    expect(
      told('{ url: "https://me:hunter2@a.example/", requestHeaders: { Cookie: hunter2 } }').join(),
    ).not.toContain('hunter2');
  });
});
