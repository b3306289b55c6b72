import { facts, wasVerified } from '../gates/example.ts';
import { environmentState } from '../ledger/environment-state.ts';
import { aRelease, build } from '../release/example.ts';
import type { ServiceBuild } from '../release/release.ts';
import { compare, type Changes } from './changes.ts';
import { recordedCommits, type Commits } from './commits.ts';
import { planted, runsWith } from './example.ts';
import { markdownOf } from './markdown.ts';
import { renderChanges } from './render.ts';
import { shortChanges } from './short.ts';
import { buildsByImage, stateOfRelease, stateRunning, stateVerified, type RunsBy } from './state.ts';

const of = (service: string, number: number, differing: Partial<ServiceBuild> = {}) =>
  build(number, { service, ...differing });
const verified = aRelease({
  service1: of('service1', 90),
  service2: of('service2', 41),
  service3: of('service3', 7),
  service5: of('service5', 3),
});
const hostile = '| `rm` <b>*x*</b> [a](http://b) \u001b[31m\u202eabc\nsecond';
const next = aRelease({
  service1: of('service1', 92, { subject: hostile }),
  service2: of('service2', 40),
  service3: of('service3', 7, { digest: `sha256:${'f'.repeat(64)}` }),
  service4: of('service4', 1),
});
const git: Commits = {
  source: 'git',
  brought: [
    { id: 'a'.repeat(40), author: 'Ann Author', subject: hostile, build: null },
    { id: 'b'.repeat(40), author: 'Bob', subject: 'Round GST half up', build: null },
  ],
  takenBack: [],
  remark: null,
};
const recorded = recordedCommits(of('service2', 41), of('service2', 40), [of('service2', 41)]);

const before = runsWith('service1', of('service1', 90), 7, {
  environment: { LOG_LEVEL: planted.before, OLD_FLAG: planted.before },
  secrets: { DB_PASSWORD: `${planted.secret}/1` },
});
const after = runsWith('service1', of('service1', 92), 9, {
  environment: { LOG_LEVEL: planted.after },
  secrets: { DB_PASSWORD: `${planted.secret}/2` },
  beside: { COLOUR: planted.after },
  members: { memory: 512, command: [planted.command] },
});

function changes(): Changes {
  const state = environmentState('live', facts('live', wasVerified(verified)));
  return compare(
    stateVerified(state, new Map([['service1', before]])),
    stateOfRelease(next, new Map([['service1', after]])),
    new Map([
      ['service1', git],
      ['service2', recorded],
    ]),
  );
}

test('in a console: a line a service, and below it commits, images and what it is run by', () => {
  expect(renderChanges(changes())).toMatchInlineSnapshot(`
    "From live: release 9e06bd4, verified 2026-11-02 09:00 UTC by anna
    To   release 831f933
    1 added, 1 removed, 1 forward, 1 back, 1 ALARM

      forward  service1  90 → 92  | \`rm\` <b>*x*</b> [a](http://b) abc second
          2 commits
            + aaaaaaa  Ann Author  | \`rm\` <b>*x*</b> [a](http://b) abc second
            + bbbbbbb  Bob         Round GST half up
          image            sha256:266c99d445df → sha256:f04d1387f457
          task definition  service1:7 → service1:9
            fields         containerDefinitions[service1].command, containerDefinitions[service1].memory
            environment    ~ LOG_LEVEL, - OLD_FLAG, + COLOUR (sidecar)
            secrets        ~ DB_PASSWORD
      back     service2  41 → 40  Change 40 of service2
          1 commit taken back
            - 0423395  Change 41 of service2
          image            sha256:e524c6c9ca91 → sha256:ea70786a3423
      ALARM    service3  7        one build, two images
          image            sha256:a834e5948654 → sha256:ffffffffffff
      added    service4  1        Change 1 of service4
      removed  service5  3        Change 3 of service5"
  `);
});

test('as Markdown, in which nothing that others wrote is markup', () => {
  expect(markdownOf(changes())).toMatchInlineSnapshot(`
    "## live: release 9e06bd4, verified 2026-11-02 09:00 UTC by anna → release 831f933

    1 added, 1 removed, 1 forward, 1 back, 1 ALARM.

    | Service | Change | Build | Commits | Subject |
    | --- | --- | --- | --- | --- |
    | service1 | forward | 90 → 92 | 2 commits | \\| \\\`rm\\\` &lt;b&gt;\\*x\\*&lt;/b&gt; \\[a\\](http://b) abc second |
    | service2 | back | 41 → 40 | 1 commit taken back | Change 40 of service2 |
    | service3 | ALARM | 7 |  | one build, two images |
    | service4 | added | 1 |  | Change 1 of service4 |
    | service5 | removed | 3 |  | Change 3 of service5 |

    ### service1

    - \`aaaaaaa\` \\| \\\`rm\\\` &lt;b&gt;\\*x\\*&lt;/b&gt; \\[a\\](http://b) abc second (Ann Author)
    - \`bbbbbbb\` Round GST half up (Bob)
    - image: \`sha256:266c99d445df\` → \`sha256:f04d1387f457\`
    - task definition: \`service1:7\` → \`service1:9\`
      - fields: \`containerDefinitions[service1].command\`, \`containerDefinitions[service1].memory\`
      - environment: \`~ LOG_LEVEL\`, \`- OLD_FLAG\`, \`+ COLOUR (sidecar)\`
      - secrets: \`~ DB_PASSWORD\`

    ### service2

    - \`0423395\` Change 41 of service2, taken back
    - image: \`sha256:e524c6c9ca91\` → \`sha256:ea70786a3423\`

    ### service3

    - image: \`sha256:a834e5948654\` → \`sha256:ffffffffffff\`
    "
  `);
});

test('no value of a variable and no place of a secret is in any form', () => {
  const all = changes();
  const forms = [renderChanges(all), markdownOf(all), JSON.stringify(all), shortChanges(all.services, 500)];
  expect(forms.join('\n')).toContain('DB_PASSWORD');
  expect(forms.join('\n')).not.toContain('planted');
});

test('what runs: builds by their images, another task definition, an image of no build, a service that is not there', () => {
  const builds = buildsByImage([verified, next]);
  const other = of('service2', 99);
  const runs = new Map<string, RunsBy>([
    ['service1', runsWith('service1', of('service1', 90), 8, { environment: { LOG_LEVEL: planted.after } })],
    ['service2', runsWith('service2', other, 5)],
    ['service3', runsWith('service3', of('service3', 7), 2)],
  ]);
  const targets = ['service1', 'service2', 'service3', 'service5'].map((service) => ({
    service,
    ecsService: service,
    container: service,
    strategy: { type: 'rolling' } as const,
  }));
  const state = environmentState('live', facts('live', wasVerified(verified)));
  const proven = new Map([['service1', before]]);
  const found = compare(stateVerified(state, proven), stateRunning('live', targets, runs, builds), new Map());
  expect(found.services.map(({ service, change, to }) => [service, change, to?.build])).toEqual([
    ['service1', 'settings', 90],
    ['service2', 'unknownBuild', null],
    ['service3', 'same', 7],
    ['service5', 'removed', undefined],
  ]);
  expect(found.services[1]?.to?.image).toBe(`${other.image}@${other.digest}`);
});

test('an environment in which nothing was verified has no services', () => {
  const { from, services } = compare(
    stateVerified(environmentState('beta', [])),
    stateOfRelease(verified),
    new Map(),
  );
  expect(from).toEqual({ name: 'beta: nothing verified yet', environment: 'beta', releaseId: null });
  expect(new Set(services.map(({ change }) => change))).toEqual(new Set(['added']));
});

describe('the short form', () => {
  const { services } = changes();

  test('names what moves, with a mark for what is no step from one build to another', () => {
    expect(shortChanges(services, 200)).toBe(
      'service1 90→92, service2 41→40, !service3 7, +service4 1, -service5 3',
    );
  });

  test.each([
    [69, 'service1 90→92, service2 41→40, !service3 7, +service4 1, -service5 3'],
    [68, 'service1 90→92, service2 41→40, !service3 7, +service4 1 and 1 more'],
    [41, 'service1 90→92, service2 41→40 and 3 more'],
    [30, 'service1 90→92 and 4 more'],
    [5, '5 services change'],
  ])('in %i characters leaves out whole services, and says how many', (limit, expected) => {
    expect(shortChanges(services, limit)).toBe(expected);
  });

  test('of one service with a long name says that it is one', () => {
    const [one] = services;
    expect(shortChanges(one ? [one] : [], 5)).toBe('1 service changes');
  });

  test('leaves out what stays', () => {
    const [one] = services;
    expect(shortChanges(one ? [one, { ...one, service: 'stays', change: 'same' }] : [], 80)).toBe(
      'service1 90→92',
    );
  });

  test('says that nothing changes', () => {
    expect(shortChanges([], 80)).toBe('nothing changes');
  });
});
