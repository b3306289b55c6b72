import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ProblemError } from '../errors/problem.ts';
import { containersOf, copyWithImage } from './copy-with-image.ts';

const image = `registry.example/service1@sha256:${'1'.repeat(64)}`;

/** What DescribeTaskDefinition answers. */
const described = {
  taskDefinitionArn: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:41',
  family: 'service1',
  revision: 41,
  status: 'ACTIVE',
  requiresAttributes: [{ name: 'com.amazonaws.ecs.capability.docker-remote-api.1.19' }],
  compatibilities: ['EC2', 'FARGATE'],
  registeredAt: new Date(0),
  registeredBy: 'arn:aws:iam::123456789012:role/terraform',
  deregisteredAt: new Date(0),
  cpu: '256',
  memberOfNextYear: { kept: true },
  volumes: [],
  containerDefinitions: [
    { name: 'web', image: 'registry.example/service1:41', environment: [{ name: 'A', value: '1' }] },
    { name: 'proxy', image: 'registry.example/proxy:7' },
  ],
};

describe('copying a task definition', () => {
  it('changes the image of the one container and nothing else', () => {
    const copy = copyWithImage(described, 'web', image);
    expect(copy['containerDefinitions']).toEqual([
      { name: 'web', image, environment: [{ name: 'A', value: '1' }] },
      { name: 'proxy', image: 'registry.example/proxy:7' },
    ]);
    expect(copy['cpu']).toBe('256');
  });

  it('leaves out exactly what RegisterTaskDefinition refuses, and keeps members that are new to it', () => {
    expect(Object.keys(copyWithImage(described, 'web', image)).sort()).toEqual([
      'containerDefinitions',
      'cpu',
      'family',
      'memberOfNextYear',
      'volumes',
    ]);
  });

  it('names the containers there are when the asked one is none of them', () => {
    expect(() => copyWithImage(described, 'service1', image)).toThrow(ProblemError);
    try {
      copyWithImage(described, 'service1', image);
    } catch (error) {
      const [problem] = (error as ProblemError).problems;
      expect(problem.code).toBe('ecs-container-not-in-definition');
      expect(problem.what).toContain('service1:41');
      expect(problem.why).toContain('web, proxy');
    }
  });

  it('does not touch its argument, and copying a copy to the old image gives the old content', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }), (names) => {
        const definition = {
          family: 'f',
          containerDefinitions: names.map((name) => ({ name, image: `old-${name}` })),
        };
        const before = structuredClone(definition);
        const name = names[0]!;
        const there = copyWithImage(definition, name, image);
        expect(definition).toEqual(before);
        expect(containersOf(there).map((container) => container['image'])).toEqual(
          names.map((other) => (other === name ? image : `old-${other}`)),
        );
        expect(copyWithImage(there, name, `old-${name}`)).toEqual(before);
      }),
    );
  });
});
