import { exampleYaml, toldOfConfig, type Additions } from '../example.ts';

describe('a service, in its environments and beside the others', () => {
  it.each<[string, Additions, readonly string[]]>([
    [
      'settings for an unknown service',
      { live: 'services: { weeb: { container: x } }' },
      [
        'config-service-unknown 7:42 environments.live.services names "weeb", which is no service here. Did you mean "web"?',
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
    expect(toldOfConfig(exampleYaml(additions))).toEqual(expected);
  });

  it.each([
    ['in another region', 'cluster: web-test, region: us-east-1'],
    ['in another account', 'cluster: web-test, accountId: "123456789012"'],
    ['under another name', 'cluster: web-test, services: { web: { ecsService: other } }'],
  ])('lets two environments have clusters of one name %s', (_rule, live) => {
    expect(toldOfConfig(exampleYaml({ live }))).toEqual([]);
  });

  it('tells of two services with one variable, whichever of their variables it is', () => {
    const services = (second: string) => exampleYaml().replace('  web:', `  ${second}\n  web:`);
    expect(toldOfConfig(services('WEB: { image: b }'))).toEqual([
      'config-variable-twice 5:3 web and WEB would both use the variable WEB_BUILD.',
    ]);
    expect(toldOfConfig(services('api: { image: b, variable: WEB_DIGEST }'))).toEqual([
      'config-variable-twice 5:3 web and api would both use the variable WEB_DIGEST.',
    ]);
  });
});
