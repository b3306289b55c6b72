import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Registrable } from './copy-with-image.ts';
import { differingMembers, sameContent } from './differing-members.ts';

const web = {
  name: 'web',
  image: 'a',
  environment: [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'TOKEN', value: 'secret' },
  ],
  secrets: [{ name: 'PASSWORD', valueFrom: 'arn:one' }],
  portMappings: [{ containerPort: 8080 }],
  command: ['serve', '--fast'],
};
const base = {
  family: 'service1',
  cpu: '256',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE', 'EC2'],
  containerDefinitions: [web, { name: 'proxy', image: 'p' }],
};
const withWeb = (changes: object) => ({
  ...base,
  containerDefinitions: [{ ...web, ...changes }, base.containerDefinitions[1]],
});

describe('what differs between two task definitions', () => {
  it.each<[string, Registrable, string[]]>([
    ['the image of the container that is deployed', withWeb({ image: 'b' }), []],
    ['cpu', { ...base, cpu: '512' }, ['cpu']],
    ['a role on one side only', { ...base, taskRoleArn: 'arn:role' }, ['taskRoleArn']],
    [
      'a variable changed and one removed',
      withWeb({ environment: [{ name: 'LOG_LEVEL', value: 'debug' }] }),
      ['containerDefinitions[web].environment.LOG_LEVEL', 'containerDefinitions[web].environment.TOKEN'],
    ],
    [
      'a variable that became a secret',
      withWeb({
        environment: [web.environment[0]],
        secrets: [...web.secrets, { name: 'TOKEN', valueFrom: 'x' }],
      }),
      ['containerDefinitions[web].environment.TOKEN', 'containerDefinitions[web].secrets.TOKEN'],
    ],
    ['all variables gone', withWeb({ environment: [] }), ['containerDefinitions[web].environment']],
    [
      'the order of a command',
      withWeb({ command: ['--fast', 'serve'] }),
      ['containerDefinitions[web].command'],
    ],
    [
      'the image of another container',
      { ...base, containerDefinitions: [web, { name: 'proxy', image: 'q' }] },
      ['containerDefinitions[proxy].image'],
    ],
    [
      'a container that is new',
      { ...base, containerDefinitions: [...base.containerDefinitions, { name: 'log', image: 'l' }] },
      ['containerDefinitions[log]'],
    ],
    [
      'a port of its own protocol beside the old one',
      withWeb({ portMappings: [{ containerPort: 8080 }, { containerPort: 8080, protocol: 'udp' }] }),
      ['containerDefinitions[web].portMappings'],
    ],
    ['tags', { ...base, tags: [{ key: 'owner', value: 'team' }] }, []],
    ['members of the revision', { ...base, revision: 7, status: 'ACTIVE', registeredAt: new Date(1) }, []],
  ])('names %s', (_, changed, names) => {
    expect(differingMembers(base, changed, 'web')).toEqual(names);
    expect(differingMembers(changed, base, 'web')).toEqual(names);
  });

  it('never shows a value', () => {
    const names = differingMembers(
      base,
      withWeb({ environment: [{ name: 'TOKEN', value: 'other-secret' }], command: ['other-secret'] }),
    );
    expect(names).not.toEqual([]);
    expect(names.join()).not.toContain('secret');
  });

  it('counts the image too when the content is to be the same', () => {
    expect(sameContent(base, structuredClone(base))).toBe(true);
    expect(sameContent(base, withWeb({ image: 'b' }))).toBe(false);
  });

  it('does not count what AWS fills in as a difference', () => {
    const asDescribed = {
      ...base,
      volumes: [],
      placementConstraints: [],
      containerDefinitions: [
        {
          ...web,
          cpu: 0,
          essential: true,
          mountPoints: [],
          volumesFrom: [],
          portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
        },
        { name: 'proxy', image: 'p', cpu: 0, essential: true, environment: [] },
      ],
    };
    expect(sameContent(base, asDescribed)).toBe(true);
    expect(differingMembers(withWeb({ essential: false }), asDescribed)).toEqual([
      'containerDefinitions[web].essential',
    ]);
  });

  it('does not care for the order of named lists', () => {
    const variables = fc.uniqueArray(
      fc.record({ name: fc.stringMatching(/^[A-Z]{1,6}$/), value: fc.string() }),
      { selector: ({ name }) => name, maxLength: 8 },
    );
    const shuffled = variables.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([environment, inAnotherOrder]) => {
        const reversed = withWeb({ environment: inAnotherOrder });
        expect(
          sameContent(withWeb({ environment }), {
            ...reversed,
            containerDefinitions: [...reversed.containerDefinitions].reverse(),
            requiresCompatibilities: ['EC2', 'FARGATE'],
          }),
        ).toBe(true);
      }),
    );
  });
});
