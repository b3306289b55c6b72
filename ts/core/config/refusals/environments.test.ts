import { exampleYaml, toldOfConfig, type Additions } from '../example.ts';

describe('the settings of an environment, which must fit together', () => {
  it.each<[string, Additions, readonly string[]]>([
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
  ])('tells of %s', (_rule, additions, expected) => {
    expect(toldOfConfig(exampleYaml(additions))).toEqual(expected);
  });

  it('tells of missing region and cluster, once for each environment', () => {
    const text = exampleYaml()
      .replace('defaults: { region: eu-west-1 }', 'defaults: {}')
      .replace('cluster: web-live', '');
    expect(toldOfConfig(text)).toEqual([
      'config-region-missing 6:3 It is not said which AWS region test is in.',
      'config-region-missing 7:3 It is not said which AWS region live is in.',
      'config-cluster-missing 7:3 It is not said which ECS cluster live is.',
    ]);
  });
});
