import { exampleYaml, toldOfConfig, type Additions } from '../example.ts';

describe('a value in the file', () => {
  it.each<[string, Additions, string]>([
    [
      'a strategy that is a word',
      { live: 'strategy: canary' },
      'environments.live.strategy is "canary", but must be a map such as { type: rolling }.',
    ],
    [
      'a strategy without a type',
      { live: 'strategy: { percent: 5 }' },
      'config-missing-key 7:30 environments.live.strategy has no "type".',
    ],
    [
      'an account whose zero would be lost',
      { defaults: 'accountId: 012345678901' },
      'config-unquoted 2:43 defaults.accountId is 012345678901 without quotes, which YAML reads as the number 12345678901.',
    ],
    ['an account without quotes', { defaults: 'accountId: 123456789012' }, 'config-unquoted 2:43 '],
    [
      'a short account',
      { defaults: 'accountId: "1234"' },
      'defaults.accountId is "1234", but must be a 12-digit AWS account id in quotes.',
    ],
    [
      'a short account without quotes',
      { defaults: 'accountId: 1234' },
      'config-value 2:43 defaults.accountId is 1234, but must be a 12-digit AWS account id in quotes.',
    ],
    [
      'a job that is a number',
      { web: 'job: 5' },
      'config-unquoted 4:32 services.web.job is 5 without quotes',
    ],
    [
      'a region of an environment that is none',
      { live: 'region: Sydney' },
      'environments.live.region is "Sydney", but must be an AWS region such as ap-southeast-2.',
    ],
    [
      'a time of day beyond midnight',
      { live: 'stack: s, onDemand: { destroyAt: "24:30" }' },
      'must be a time of day in quotes, "20:00".',
    ],
    [
      'an invented time zone',
      { live: 'stack: s, onDemand: { timeZone: Australia/Melborne }' },
      'is "Australia/Melborne", but must be a time zone such as Australia/Melbourne.',
    ],
    [
      'an onDemand left empty',
      { live: 'stack: s, onDemand: ' },
      'environments.live.onDemand is null, but must be a map, {} for none of its settings.',
    ],
    [
      'an address that is none',
      { live: 'smoke: [{ url: staging.acme.example }]' },
      'config-value 7:45 environments.live.smoke[0].url is "staging.acme.example", but must be an http or https address.',
    ],
    [
      'an address of another kind',
      { live: 'smoke: [{ url: "file:///etc/passwd" }]' },
      'must be an http or https address.',
    ],
    [
      'a status that is none',
      { live: 'smoke: [{ url: "http://a", status: 2000 }]' },
      'must be a whole number from 100 to 599.',
    ],
    [
      'approval by nobody',
      { live: 'approval: { from: [] }' },
      'must be a list of at least one user or group.',
    ],
    [
      'approval by no person',
      { live: 'approval: { from: [a], minimum: 0 }' },
      'must be a whole number from 1 to 10.',
    ],
    [
      'a word for a truth value',
      { live: 'approval: { from: [a], notRequester: yes }' },
      'is "yes", but must be true or false.',
    ],
    [
      'a canary of nothing',
      { live: 'strategy: { type: canary, percent: 0 }' },
      'must be a number from 0.1 to 100.',
    ],
    [
      'steps that ECS does not take',
      { live: 'strategy: { type: linear, stepPercent: 2 }' },
      'must be a number from 3 to 100.',
    ],
    [
      'minutes that are a text',
      { live: 'settleMinutes: 5m' },
      'is "5m", but must be a whole number from 0 to 1440.',
    ],
    ['minutes below zero', { live: 'settleMinutes: -1' }, 'must be a whole number from 0 to 1440.'],
    ['a deadline of nothing', { live: 'deadlineMinutes: 0' }, 'must be a whole number from 1 to 2880.'],
    ['a role that is none', { live: 'assumeRole: admin' }, "must be an IAM role's ARN"],
    ['a job that climbs', { web: 'job: a/../b' }, 'must be the full name of a Jenkins job'],
    [
      'a variable that is none',
      { web: 'variable: web-build' },
      'must be the name of an environment variable.',
    ],
    ['a container that is none', { web: 'container: a b' }, "must be a container's name"],
    ['a stack that climbs', { live: 'stack: ../x' }, "must be a Terraform stack's folder name."],
    [
      'a list where a name is wanted',
      { live: 'promotesFrom: { test: true }' },
      "must be an environment's name, a list of names, or { all: [a, b] }.",
    ],
  ])('is refused: %s', (_rule, additions, expected) => {
    expect(toldOfConfig(exampleYaml(additions))).toContainEqual(expect.stringContaining(expected));
  });

  it.each([['image: acme/web:90'], ['image: acme/web@sha256:0'], ['image: https://acme/web'], ['image: ""']])(
    'refuses %s, which is no repository',
    (image) => {
      expect(toldOfConfig(exampleYaml().replace('image: acme/web', image))).toEqual([
        expect.stringContaining('must be an image repository without tag or digest.'),
      ]);
    },
  );
});
