import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleConfig, exampleYaml, problemsOfConfig } from './example.ts';
import { parseConfig } from './parse.ts';

const fixture = (name: string) => readFileSync(join('test/fixtures/config', name), 'utf8');

describe('the design’s example', () => {
  const config = parseConfig(fixture('acme.yaml'), 'promotion.yaml');
  const environment = (name: string) => config.environments.find((one) => one.name === name);

  it('keeps services and environments in the order of the file', () => {
    expect(config.services.map(({ name }) => name)).toEqual(['service1']);
    expect(config.environments.map(({ name }) => name)).toEqual([
      'test',
      'beta',
      'staging',
      'live',
      'sandbox',
    ]);
    expect(config.ledger).toBe('git@github.com:acme/deployments.git#ecs-promote-ledger');
  });

  it('names the cluster after the stack, and lets cluster: say otherwise', () => {
    expect(environment('test')).toMatchObject({ cluster: 'appcluster-test', stack: 'appcluster-test' });
    expect(environment('live')).toMatchObject({ cluster: 'appcluster-live', stack: undefined });
  });

  it('takes region and account from defaults, unless the environment has its own', () => {
    expect(environment('beta')).toMatchObject({ region: 'ap-southeast-2', accountId: '123456789012' });
    expect(environment('live')).toMatchObject({ region: 'ap-southeast-2', accountId: '210987654321' });
  });

  it('reads everything that is said of live', () => {
    expect(environment('live')).toEqual({
      name: 'live',
      job: 'deploy-live',
      promotesFrom: ['staging'],
      fromAll: false,
      soakMinutes: 0,
      hotfixMaySkip: [],
      freezes: [],
      engine: 'ecs',
      region: 'ap-southeast-2',
      accountId: '210987654321',
      assumeRole: 'arn:aws:iam::210987654321:role/ecs-promote-live',
      cluster: 'appcluster-live',
      stack: undefined,
      onDemand: undefined,
      services: [
        {
          service: 'service1',
          ecsService: 'service1',
          container: 'service1',
          strategy: { type: 'canary', percent: 10, bakeMinutes: 10, pauses: [] },
        },
      ],
      waves: [['service1']],
      parallel: undefined,
      settleMinutes: 5,
      deadlineMinutes: 45,
      onFailure: 'rollback',
      onAbort: 'leave',
      keepImages: true,
      approval: { from: ['release-managers'], minimum: 1, notRequester: true },
      automatic: false,
      changesInChoices: false,
      prerequisites: [],
      smoke: [],
    });
  });

  it('tells an environment on demand without settings from one that is not', () => {
    expect(environment('staging')?.onDemand).toEqual({});
    expect(environment('beta')?.onDemand).toBeUndefined();
    expect(environment('test')?.onDemand).toEqual({ destroyAt: '20:00', timeZone: 'Australia/Melbourne' });
  });
});

describe('a small team', () => {
  it('writes at most ten lines for one service and two environments', () => {
    const text = fixture('small.yaml');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    const { services, environments } = parseConfig(text, 'promotion.yaml');
    expect(services).toEqual([
      {
        name: 'web',
        job: 'web-build',
        image: '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/web',
        variable: 'WEB_BUILD',
      },
    ]);
    expect(environments.map(({ name, job, promotesFrom }) => [name, job, promotesFrom])).toEqual([
      ['test', 'deploy-test', []],
      ['live', 'deploy-live', ['test']],
    ]);
    expect(environments[0]).toMatchObject({
      engine: 'ecs',
      settleMinutes: 0,
      deadlineMinutes: 30,
      onFailure: 'rollback',
      onAbort: 'leave',
      keepImages: true,
      services: [{ service: 'web', ecsService: 'web', container: 'web', strategy: { type: 'rolling' } }],
    });
  });
});

describe('defaults', () => {
  const live = (lines: string) => exampleConfig({ live: lines }).environments[1];

  it.each([
    ['{ type: rolling }', { type: 'rolling' }, 30],
    ['{ type: blueGreen }', { type: 'blueGreen', bakeMinutes: 0, pauses: [] }, 30],
    ['{ type: canary }', { type: 'canary', percent: 5, bakeMinutes: 10, pauses: [] }, 40],
    [
      '{ type: linear }',
      { type: 'linear', stepPercent: 10, stepBakeMinutes: 6, bakeMinutes: 0, pauses: [] },
      84,
    ],
    [
      '{ type: linear, stepPercent: 40, stepBakeMinutes: 5 }',
      { type: 'linear', stepPercent: 40, stepBakeMinutes: 5, bakeMinutes: 0, pauses: [] },
      40,
    ],
    [
      '{ type: codeDeploy, application: a, deploymentGroup: g }',
      { type: 'codeDeploy', application: 'a', deploymentGroup: 'g', pause: false, hooks: {} },
      30,
    ],
    [
      '{ type: blueGreen, pauses: [{}, { stage: PRE_SCALE_UP, minutes: 5 }] }',
      {
        type: 'blueGreen',
        bakeMinutes: 0,
        pauses: [
          { stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'person', minutes: 1440 },
          { stage: 'PRE_SCALE_UP', decides: 'person', minutes: 5 },
        ],
      },
      30,
    ],
  ])(
    'of strategy %s are ECS’ own, and the deadline leaves it its time',
    (written, strategy, deadlineMinutes) => {
      const environment = live(`strategy: ${written}`);
      expect(environment?.services[0]?.strategy).toEqual(strategy);
      expect(environment?.deadlineMinutes).toBe(deadlineMinutes);
    },
  );

  it('hold for every environment that does not say otherwise', () => {
    const { environments } = exampleConfig({
      defaults: 'engine: terraform, onFailure: stop, settleMinutes: 3, strategy: { type: canary }',
      test: 'stack: web-test',
      live: 'engine: ecs, settleMinutes: 0, strategy: { type: rolling }',
    });
    expect(environments).toMatchObject([
      {
        engine: 'terraform',
        onFailure: 'stop',
        settleMinutes: 3,
        services: [{ strategy: { type: 'canary' } }],
      },
      { engine: 'ecs', onFailure: 'stop', settleMinutes: 0, services: [{ strategy: { type: 'rolling' } }] },
    ]);
  });

  it('can be replaced for one service of one environment', () => {
    const environment = live(
      'services: { web: { ecsService: "{environment}-shop", container: nginx, strategy: { type: linear } } }',
    );
    expect(environment?.services).toMatchObject([
      { service: 'web', ecsService: 'live-shop', container: 'nginx', strategy: { type: 'linear' } },
    ]);
  });

  it('leave no strategy its time that nothing here uses', () => {
    const [, environment] = exampleConfig({
      defaults: 'strategy: { type: linear }',
      live: 'strategy: { type: rolling }, services: { web: { container: nginx } }',
    }).environments;
    expect(environment?.deadlineMinutes).toBe(30);
  });

  it('take one upstream environment or several', () => {
    expect(live('promotesFrom: test')?.promotesFrom).toEqual(['test']);
    expect(live('promotesFrom: [test, test]')?.promotesFrom).toEqual(['test']);
    expect(live('promotesFrom: { all: [test] }')).toMatchObject({ promotesFrom: ['test'], fromAll: true });
  });

  it('put the environment into the ECS service’s name', () => {
    const { environments } = exampleConfig({
      web: 'ecsService: "web-{environment}"',
      test: 'cluster: c',
      live: 'cluster: c',
    });
    expect(environments.map(({ services }) => services[0]?.ecsService)).toEqual(['web-test', 'web-live']);
  });

  it('accept a time of day without quotes, which YAML 1.2 reads as text', () => {
    expect(live('stack: s, onDemand: { destroyAt: 20:00 }')?.onDemand).toEqual({ destroyAt: '20:00' });
  });
});

describe('anchors', () => {
  it('may repeat a block, and merge one into another', () => {
    const text = [
      'version: 1',
      'defaults: { region: eu-west-1 }',
      'services: { web: { image: acme/web } }',
      'environments:',
      '  test: &line { cluster: a, settleMinutes: 4 }',
      '  live: { <<: *line, cluster: b, promotesFrom: test }',
    ].join('\n');
    expect(parseConfig(text, 'promotion.yaml').environments[1]).toMatchObject({
      cluster: 'b',
      settleMinutes: 4,
    });
  });

  it('point at the place where a wrong value was written', () => {
    const text = [
      'version: 1',
      'defaults: { region: eu-west-1 }',
      'services: { web: { image: acme/web } }',
      'environments:',
      '  test: { cluster: a, strategy: &s { type: canary, percent: 900 } }',
      '  live: { cluster: b, strategy: *s }',
    ].join('\n');
    expect(problemsOfConfig(text).map(({ place }) => [place?.line, place?.column])).toEqual([
      [5, 61],
      [5, 61],
    ]);
  });
});

describe('automatic promotion', () => {
  it('is asked for where a release can come from, and else refused', () => {
    const of = (live: string) => exampleYaml({ live });
    expect(exampleConfig({ live: 'promotesFrom: test, automatic: true' }).environments).toMatchObject([
      { automatic: false },
      { automatic: true },
    ]);
    expect(problemsOfConfig(of('automatic: true')).map(({ code, place }) => [code, place?.column])).toEqual([
      ['config-automatic-from', 41],
    ]);
    expect(problemsOfConfig(of('automatic: false'))).toEqual([]);
  });
});
