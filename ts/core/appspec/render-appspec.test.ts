import fc from 'fast-check';
import { parse } from 'yaml';
import { appSpecYaml } from './appspec-yaml.ts';
import { appSpecJson, renderAppSpec } from './render-appspec.ts';

const taskDefinition = 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:42';
const plain = { taskDefinition, containerName: 'service1', containerPort: 8080 };
const full = {
  ...plain,
  platformVersion: '1.4.0',
  networkConfiguration: {
    awsvpcConfiguration: {
      subnets: ['subnet-1', 'subnet-2'],
      securityGroups: ['sg-1'],
      assignPublicIp: 'DISABLED',
    },
  },
  capacityProviderStrategy: [
    { capacityProvider: 'FARGATE', base: 1, weight: 1 },
    { capacityProvider: 'FARGATE_SPOT', weight: 4 },
  ],
  hooks: { AfterAllowTraffic: 'smoke', AfterAllowTestTraffic: 'validate-service1' },
};

test('names nothing that was not given', () => {
  expect(appSpecJson(renderAppSpec(plain))).toBe(
    `{"version":0,"Resources":[{"TargetService":{"Type":"AWS::ECS::Service","Properties":{"TaskDefinition":"${taskDefinition}","LoadBalancerInfo":{"ContainerName":"service1","ContainerPort":8080}}}}]}`,
  );
});

test.each([
  ['no awsvpc configuration', { networkConfiguration: {} }],
  ['an empty capacity provider strategy', { capacityProviderStrategy: [] }],
  ['no hooks', { hooks: {} }],
])('leaves out %s', (_, more) => {
  expect(renderAppSpec({ ...plain, ...more })).toEqual(renderAppSpec(plain));
});

test('is written as people write it, hooks in the order in which they run', () => {
  expect(appSpecYaml(renderAppSpec(full))).toBe(`version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: ${taskDefinition}
        LoadBalancerInfo:
          ContainerName: service1
          ContainerPort: 8080
        PlatformVersion: 1.4.0
        NetworkConfiguration:
          AwsvpcConfiguration:
            Subnets:
              - subnet-1
              - subnet-2
            SecurityGroups:
              - sg-1
            AssignPublicIp: DISABLED
        CapacityProviderStrategy:
          - CapacityProvider: FARGATE
            Base: 1
            Weight: 1
          - CapacityProvider: FARGATE_SPOT
            Weight: 4
Hooks:
  - AfterAllowTestTraffic: validate-service1
  - AfterAllowTraffic: smoke
`);
});

test('says the same in JSON and in YAML', () => {
  const appSpec = renderAppSpec(full);
  expect(parse(appSpecYaml(appSpec))).toEqual(JSON.parse(appSpecJson(appSpec)));
});

test('no text is read as anything but itself, by YAML of either version', () => {
  const words = fc.constantFrom(
    'yes',
    'Null',
    '12:30',
    '0.0',
    '1e3',
    '~',
    'a: b',
    '- a',
    '#x',
    ' x',
    '',
    'é',
    '1.4.0',
    '\u2028',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), words), (containerName) => {
      const text = appSpecYaml(renderAppSpec({ ...plain, containerName }));
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(text, { version })).toMatchObject({
          Resources: [
            { TargetService: { Properties: { LoadBalancerInfo: { ContainerName: containerName } } } },
          ],
        });
      }
    }),
  );
});
