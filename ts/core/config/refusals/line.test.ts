import { exampleYaml, toldOfConfig, type Additions } from '../example.ts';

describe('the line of environments', () => {
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
  ])('tells of %s', (_rule, additions, expected) => {
    expect(toldOfConfig(exampleYaml(additions))).toEqual(expected);
  });

  it('names a cycle among several environments once', () => {
    const text =
      exampleYaml({ test: 'promotesFrom: b', live: 'promotesFrom: test' }) +
      '  a: { cluster: a, promotesFrom: test }\n  b: { cluster: b, promotesFrom: [a, live] }\n';
    expect(toldOfConfig(text).map((line) => line.replace(/.*: /, ''))).toEqual([
      'test → b → a → test.',
      'test → b → live → test.',
    ]);
  });
});
