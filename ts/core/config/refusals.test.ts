import fc from 'fast-check';
import { exampleYaml, problemsOfConfig, type Additions } from './example.ts';

/** `config-value 7:11`, the sentence after it. */
function told(text: string): readonly string[] {
  return problemsOfConfig(text).map(
    ({ code, place, what }) => `${code} ${place?.line ?? '-'}:${place?.column ?? '-'} ${what}`,
  );
}

describe('the text of the file', () => {
  it.each([
    ['is empty', '', 'config-empty -:- promotion.yaml is empty.'],
    ['holds comments only', '# nothing\n', 'config-empty -:- promotion.yaml is empty.'],
    [
      'is a list',
      '- a\n',
      'config-value 1:1 the file is a list, but must be a map with version, services and environments.',
    ],
    ['is a word', 'hello', 'config-value 1:1 the file is "hello", but must be a map'],
    [
      'holds a key twice',
      `${exampleYaml()}version: 1\n`,
      'config-duplicate-key 8:1 "version" stands a second time',
    ],
    ['is indented with a tab', 'version: 1\nservices:\n\tweb: {}\n', 'config-tab 3:1 '],
    ['holds a second document', `${exampleYaml()}---\nversion: 1\n`, 'config-several-documents 8:1 '],
    ['leaves a quote open', 'version: "1\n', 'config-yaml 2:1 This is not YAML: Missing closing "quote.'],
    [
      'leaves a brace open',
      'version: 1\nservices: {',
      'config-yaml 2:12 This is not YAML: Flow map in block collection must be sufficiently indented and end with a }.',
    ],
    ['says it is YAML 1.1', `%YAML 1.1\n---\n${exampleYaml()}`, 'config-yaml-version 1:1 '],
    ['uses a tag', 'version: !secret 1\n', 'config-yaml 1:10 This is not YAML: Unresolved tag: !secret.'],
    [
      'uses an anchor that is not there',
      'version: *one\n',
      'config-alias -:- An alias cannot be followed: Unresolved alias',
    ],
    [
      'has a list for a key',
      '? [version]\n: 1\n',
      'config-yaml 1:3 This is not YAML: a key must be a plain word.',
    ],
    ['tries JavaScript’s own names', 'version: 1\n__proto__: { services: {} }\n', 'config-yaml 2:1 '],
  ])('is refused when it %s', (_rule, text, expected) => {
    expect(told(text)).toContainEqual(expect.stringContaining(expected));
  });

  it('does not let aliases of aliases fill the memory', () => {
    const bomb = 'b c d e f g h i j k'
      .split(' ')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`).join(', ')}]`);
    expect(told(['a: &a [x, x, x]', ...bomb].join('\n'))).toEqual([expect.stringContaining('config-alias')]);
  });

  it('never makes the reader fail in a way of its own', () => {
    const piece = fc.constantFrom(
      'version: 1',
      'services:',
      '  web:',
      ' - ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '\n',
      ': ',
      '"',
      "'",
      '? ',
      '<<: ',
      '!!int ',
      '\t',
      '#',
      '|\n',
      '%YAML 1.1\n',
      '---\n',
      'null',
      '1e999',
      '__proto__: ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(problemsOfConfig(pieces.join('')).length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a member of the file', () => {
  it.each<[string, Additions, string]>([
    [
      'an unknown key of an environment',
      { live: 'promoteFrom: test' },
      'config-unknown-key 7:30 "promoteFrom" is not known in environments.live. Did you mean "promotesFrom"?',
    ],
    [
      'an environment unknown among all',
      { live: 'promotesFrom: { all: [test, tset] }' },
      'config-promotes-from-unknown 7:58',
    ],
    [
      'an environment unknown to hot fixes',
      { live: 'hotfix: { maySkip: [tset] }' },
      'config-unknown-name 7:50 environments.live.hotfix.maySkip names "tset", which is not in this file. Did you mean "test"?',
    ],
    [
      'a freeze of an unknown environment',
      { freeze: 'from: "18:00", until: "07:00", timeZone: UTC, environments: [liv]' },
      'config-unknown-name 8:82 freezes.quiet.environments names "liv", which is not in this file. Did you mean "live"?',
    ],
    [
      'a freeze of an unknown service',
      { freeze: 'from: "18:00", until: "07:00", timeZone: UTC, environments: [live], services: [wep]' },
      'config-unknown-name 8:100 freezes.quiet.services names "wep", which is not in this file. Did you mean "web"?',
    ],
    [
      'a freeze from a day that no calendar has',
      { freeze: 'from: "2027-02-29 18:00", until: "2027-03-01 07:00", timeZone: UTC, environments: [live]' },
      'config-value 8:27 freezes.quiet.from is "2027-02-29 18:00", but must be a time of day',
    ],
    [
      'a freeze that begins each week and ends each day',
      { freeze: 'from: "Fri 18:00", until: "07:00", timeZone: UTC, environments: [live]' },
      'config-freeze-ends 8:47 freezes.quiet is from "Fri 18:00" until "07:00", which is no window.',
    ],
    [
      'a freeze that ends as it begins',
      { freeze: 'from: "18:00", until: "18:00", timeZone: UTC, environments: [live]' },
      'config-freeze-ends 8:43 freezes.quiet is from "18:00" until "18:00", which is no window.',
    ],
    [
      'a freeze that ends before it begins',
      { freeze: 'from: "2026-12-20 18:00", until: "2026-12-20 07:00", timeZone: UTC, environments: [live]' },
      'config-freeze-ends 8:54 freezes.quiet is from "2026-12-20 18:00" until "2026-12-20 07:00"',
    ],
    [
      'a freeze in a zone that is none',
      { freeze: 'from: "18:00", until: "07:00", timeZone: Melbourne, environments: [live]' },
      'config-value 8:62 freezes.quiet.timeZone is "Melbourne", but must be a time zone such as',
    ],
    [
      'an unknown key of a service',
      { web: 'jobb: x' },
      'config-unknown-key 4:27 "jobb" is not known in services.web. Did you mean "job"?',
    ],
    [
      'an unknown key of a strategy',
      { live: 'strategy: { type: canary, bake: 3 }' },
      '"bake" is not known in environments.live.strategy.',
    ],
    [
      'an unknown strategy',
      { live: 'strategy: { type: canery }' },
      'config-value 7:48 environments.live.strategy.type is "canery", but must be one of rolling, blueGreen, canary, linear, codeDeploy. Did you mean "canary"?',
    ],
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
      'an unknown engine',
      { live: 'engine: terrafrom' },
      'but must be ecs or terraform. Did you mean "terraform"?',
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
    ['a region that is none', { defaults: 'region: Sydney' }, 'config-duplicate-key'],
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
    ['an image with a tag', { web: 'image: x' }, 'config-duplicate-key'],
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
    expect(told(exampleYaml(additions))).toContainEqual(expect.stringContaining(expected));
  });

  it('is told when it is missing, and where it belongs', () => {
    expect(told('version: 1\nservices:\n  web: {}\nenvironments: {}\n')).toEqual([
      'config-missing-key 3:3 services.web has no "image".',
      'config-value 4:15 environments is a map, but must be a map of at least one environment by name.',
    ]);
    expect(told('services: { web: { image: a } }\n')).toEqual([
      'config-missing-key 1:1 the file has no "version".',
      'config-missing-key 1:1 the file has no "environments".',
    ]);
  });

  it.each(['2', '"1"', 'latest'])('refuses version %s', (version) => {
    expect(told(exampleYaml().replace('version: 1', `version: ${version}`))).toEqual([
      expect.stringContaining('but must be 1, the version that this program reads.'),
    ]);
  });

  it.each(['web 1', '1web', 'constructor', 'ünï', 'a/b'])('refuses a service called %p', (name) => {
    expect(told(exampleYaml().replace('  web:', `  ${name}:`))).toEqual([
      expect.stringContaining(`config-name 4:3 "${name}" in services is not a name of letters`),
    ]);
  });

  it.each([['image: acme/web:90'], ['image: acme/web@sha256:0'], ['image: https://acme/web'], ['image: ""']])(
    'refuses %s, which is no repository',
    (image) => {
      expect(told(exampleYaml().replace('image: acme/web', image))).toEqual([
        expect.stringContaining('must be an image repository without tag or digest.'),
      ]);
    },
  );
});

describe('between members', () => {
  it.each<[string, Additions, readonly string[]]>([
    [
      'an unknown environment to promote from',
      { live: 'promotesFrom: tes' },
      [
        'config-promotes-from-unknown 7:44 live promotes from "tes", which is no environment here. Did you mean "test"?',
      ],
    ],
    [
      'an unknown one in a list, at its place',
      { live: 'promotesFrom: [test, x]' },
      ['config-promotes-from-unknown 7:51 live promotes from "x", which is no environment here.'],
    ],
    [
      'an environment that waits for itself',
      { live: 'promotesFrom: live' },
      ['config-promotes-from-cycle 7:44 live promotes from itself.'],
    ],
    [
      'environments that wait for one another',
      { test: 'promotesFrom: live', live: 'promotesFrom: test' },
      ['config-promotes-from-cycle 6:44 These environments wait for one another: test → live → test.'],
    ],
    [
      'settings for an unknown service',
      { live: 'services: { weeb: { container: x } }' },
      [
        'config-service-unknown 7:42 environments.live.services names "weeb", which is no service here. Did you mean "web"?',
      ],
    ],
    [
      'a decision of checks that are not there',
      { live: 'strategy: { type: canary, pauses: [{ decides: checks }] }' },
      [
        'config-pause-unchecked 7:65 live leaves the decision at POST_TEST_TRAFFIC_SHIFT to checks on test traffic, and has none.',
      ],
    ],
    [
      'a decision of checks before there is test traffic',
      { live: 'strategy: { type: canary, pauses: [{ stage: PRE_SCALE_UP, decides: checks }] }' },
      [
        'config-pause-stage 7:74 live leaves the decision at PRE_SCALE_UP to checks on test traffic, and there is none at that stage.',
      ],
    ],
    [
      'a wave of an unknown service',
      { live: 'waves: [[web], [wep]]' },
      [
        'config-wave-unknown 7:46 environments.live.waves names "wep", which is no service here. Did you mean "web"?',
      ],
    ],
    [
      'a service in two waves',
      { live: 'waves: [[web], [web]]' },
      ['config-wave-twice 7:46 environments.live.waves names "web" twice.'],
    ],
    [
      'an environment on demand without a stack',
      { test: 'onDemand: {}' },
      ['config-stack-missing 6:3 test has no stack, but it is created and destroyed on demand.'],
    ],
    [
      'terraform without a stack',
      { test: 'engine: terraform' },
      ['config-stack-missing 6:3 test has no stack, but its engine is terraform.'],
    ],
    [
      'terraform by default without a stack',
      { defaults: 'engine: terraform', live: 'stack: s' },
      ['config-stack-missing 6:3 test has no stack, but its engine is terraform.'],
    ],
    [
      'codeDeploy with terraform',
      {
        live: 'stack: s, engine: terraform, strategy: { type: codeDeploy, application: a, deploymentGroup: g }',
      },
      [
        'config-code-deploy-engine 7:58 environments.live.strategy is codeDeploy, but the engine of live is terraform.',
      ],
    ],
    [
      'codeDeploy for one service with terraform',
      {
        live: 'stack: s, engine: terraform, services: { web: { strategy: { type: codeDeploy, application: a, deploymentGroup: g } } }',
      },
      [expect.stringContaining('config-code-deploy-engine') as string],
    ],
    [
      'codeDeploy by default with terraform',
      {
        defaults: 'strategy: { type: codeDeploy, application: a, deploymentGroup: g }',
        live: 'stack: s, engine: terraform',
      },
      ['config-code-deploy-engine 7:3 defaults.strategy is codeDeploy, but the engine of live is terraform.'],
    ],
    [
      'a role of another account',
      { defaults: 'accountId: "123456789012"', live: 'assumeRole: "arn:aws:iam::210987654321:role/x"' },
      [
        'config-role-elsewhere 7:42 live assumes a role of account 210987654321, but its accountId is 123456789012.',
      ],
    ],
    [
      'a deadline that the strategy alone uses up',
      { live: 'deadlineMinutes: 30, strategy: { type: linear }' },
      [
        'config-deadline-too-short 7:47 live has a deadline of 30 minutes, but its strategy and settling wait 54 minutes by themselves.',
      ],
    ],
    [
      'a deadline by default that settling uses up',
      { defaults: 'deadlineMinutes: 5', live: 'settleMinutes: 5' },
      [
        'config-deadline-too-short 7:3 live has a deadline of 5 minutes, but its strategy and settling wait 5 minutes by themselves.',
      ],
    ],
    [
      'an unknown placeholder',
      { web: 'ecsService: "web-{env}"' },
      ['config-placeholder 4:39 services.web.ecsService holds {env}, and only {environment} is replaced.'],
    ],
    [
      'an unknown placeholder of one environment',
      { live: 'services: { web: { ecsService: "{stage}" } }' },
      [
        'config-placeholder 7:61 environments.live.services.web.ecsService holds {stage}, and only {environment} is replaced.',
      ],
    ],
    [
      'a name that grows too long',
      { web: `ecsService: "${'x'.repeat(250)}-{environment}-"` },
      [
        `config-ecs-service-name 4:39 services.web.ecsService becomes ${'x'.repeat(250)}-test-, which is 256 characters long.`,
      ],
    ],
    [
      'two environments that are the same',
      { live: 'cluster: web-test' },
      [
        'config-ecs-service-twice 7:3 web in test and web in live are both the ECS service web in cluster web-test.',
      ],
    ],
  ])('tells of %s', (_rule, additions, expected) => {
    expect(told(exampleYaml(additions))).toEqual(expected);
  });

  it.each([
    ['in another region', 'cluster: web-test, region: us-east-1'],
    ['in another account', 'cluster: web-test, accountId: "123456789012"'],
    ['under another name', 'cluster: web-test, services: { web: { ecsService: other } }'],
  ])('lets two environments have clusters of one name %s', (_rule, live) => {
    expect(told(exampleYaml({ live }))).toEqual([]);
  });

  it('tells of two services with one variable, whichever of their variables it is', () => {
    const services = (second: string) => exampleYaml().replace('  web:', `  ${second}\n  web:`);
    expect(told(services('WEB: { image: b }'))).toEqual([
      'config-variable-twice 5:3 web and WEB would both use the variable WEB_BUILD.',
    ]);
    expect(told(services('api: { image: b, variable: WEB_DIGEST }'))).toEqual([
      'config-variable-twice 5:3 web and api would both use the variable WEB_DIGEST.',
    ]);
  });

  it('tells of missing region and cluster, once for each environment', () => {
    const text = exampleYaml()
      .replace('defaults: { region: eu-west-1 }', 'defaults: {}')
      .replace('cluster: web-live', '');
    expect(told(text)).toEqual([
      'config-region-missing 6:3 It is not said which AWS region test is in.',
      'config-region-missing 7:3 It is not said which AWS region live is in.',
      'config-cluster-missing 7:3 It is not said which ECS cluster live is.',
    ]);
  });

  it('names a cycle among several environments once', () => {
    const text =
      exampleYaml({ test: 'promotesFrom: b', live: 'promotesFrom: test' }) +
      '  a: { cluster: a, promotesFrom: test }\n  b: { cluster: b, promotesFrom: [a, live] }\n';
    expect(told(text).map((line) => line.replace(/.*: /, ''))).toEqual([
      'test → b → a → test.',
      'test → b → live → test.',
    ]);
  });
});

it('tells everything of one file at once, in the order of its lines', () => {
  const text = exampleYaml({
    defaults: 'accountId: 12',
    web: 'jbo: x',
    test: 'promotesFrom: tets',
    live: 'engine: ecs2, onDemand: {}',
  });
  expect(problemsOfConfig(text).map(({ code, place }) => [place?.line, code])).toEqual([
    [2, 'config-value'],
    [4, 'config-unknown-key'],
    [6, 'config-promotes-from-unknown'],
    [7, 'config-value'],
  ]);
  expect(problemsOfConfig(text).every(({ place }) => place?.file === 'promotion.yaml')).toBe(true);
});
