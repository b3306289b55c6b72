import { exampleYaml, toldOfConfig, type Additions } from '../example.ts';

describe('a name in the file', () => {
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
      'an unknown engine',
      { live: 'engine: terrafrom' },
      'but must be ecs or terraform. Did you mean "terraform"?',
    ],
  ])('is refused: %s', (_rule, additions, expected) => {
    expect(toldOfConfig(exampleYaml(additions))).toContainEqual(expect.stringContaining(expected));
  });

  it('is told when it is missing, and where it belongs', () => {
    expect(toldOfConfig('version: 1\nservices:\n  web: {}\nenvironments: {}\n')).toEqual([
      'config-missing-key 3:3 services.web has no "image".',
      'config-value 4:15 environments is a map, but must be a map of at least one environment by name.',
    ]);
    expect(toldOfConfig('services: { web: { image: a } }\n')).toEqual([
      'config-missing-key 1:1 the file has no "version".',
      'config-missing-key 1:1 the file has no "environments".',
    ]);
  });

  it.each(['2', '"1"', 'latest'])('refuses version %s', (version) => {
    expect(toldOfConfig(exampleYaml().replace('version: 1', `version: ${version}`))).toEqual([
      expect.stringContaining('but must be 1, the version that this program reads.'),
    ]);
  });

  it.each(['web 1', '1web', 'constructor', 'ünï', 'a/b'])('refuses a service called %p', (name) => {
    expect(toldOfConfig(exampleYaml().replace('  web:', `  ${name}:`))).toEqual([
      expect.stringContaining(`config-name 4:3 "${name}" in services is not a name of letters`),
    ]);
  });
});
