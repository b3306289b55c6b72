import { known } from './looked.ts';
import type { Checked } from './check.ts';
import type { DeeplyChecked } from './deep/check.ts';
import type { DeepFacts } from './deep/facts.ts';
import { deepNeedsOf } from './deep/needs.ts';
import type { Facts, ServiceLoadBalancer, ServiceSettings } from './facts.ts';
import type { ActiveSubject } from './subject.ts';

/** A service with everything that is checked, and all of it well. For tests: each says what is otherwise. */

export const group = (name: string) =>
  `arn:aws:elasticloadbalancing:ap-southeast-2:123456789012:targetgroup/${name}/0123456789abcdef`;
export const rule = 'arn:aws:elasticloadbalancing:ap-southeast-2:123456789012:listener-rule/app/lb/1/2/3';
export const executionRole = 'arn:aws:iam::123456789012:role/service1-execution';
export const secret = 'arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:db-AbCdEf';

export const aDefinition = {
  family: 'service1',
  networkMode: 'awsvpc',
  executionRoleArn: executionRole,
  taskRoleArn: 'arn:aws:iam::123456789012:role/service1',
  containerDefinitions: [
    {
      name: 'service1',
      portMappings: [{ containerPort: 8080 }],
      secrets: [{ name: 'DB', valueFrom: `${secret}:password::` }],
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/service1' } },
    },
  ],
};

export function aSubject(differing: Partial<ActiveSubject> = {}): ActiveSubject {
  return {
    service: 'service1',
    ecsService: 'service1',
    live: {
      status: 'active',
      ecsService: 'service1',
      controller: 'ECS',
      strategy: 'ROLLING',
      desiredCount: 2,
      runningCount: 2,
      taskDefinition: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:7',
      inProgress: null,
      loadBalancers: [],
      hooks: [],
    },
    definition: aDefinition,
    account: '123456789012',
    image: { repository: 'registry/service1', digest: `sha256:${'a'.repeat(64)}`, seen: null },
    verifiedBefore: true,
    takesAPlace: false,
    moves: 'rolling',
    ...differing,
  };
}

export const twoGroups: ServiceLoadBalancer = {
  targetGroup: group('blue'),
  alternate: group('green'),
  productionRule: rule,
  container: 'service1',
  port: 8080,
};

export function theSettings(differing: Partial<ServiceSettings> = {}): ServiceSettings {
  return {
    launchType: 'FARGATE',
    capacityProviders: [],
    maximumPercent: 200,
    circuitBreaker: 'onWithRollback',
    alarms: [],
    network: { subnets: ['subnet-a', 'subnet-b'], securityGroups: ['sg-1'] },
    loadBalancers: [twoGroups],
    ...differing,
  };
}

export function theFacts(differing: Partial<Facts> = {}): Facts {
  const balancer = { targetType: 'ip', loadBalancers: ['arn:lb'] };
  return {
    settings: known(new Map([['service1', theSettings()]])),
    images: new Map([
      ['service1', known({ digest: `sha256:${'a'.repeat(64)}` as const, platforms: ['linux/amd64'] })],
    ]),
    targetGroups: known(
      new Map([
        [group('blue'), balancer],
        [group('green'), balancer],
      ]),
    ),
    health: new Map([
      [group('blue'), known({ healthy: 2, registered: 2 })],
      [group('green'), known({ healthy: 0, registered: 0 })],
    ]),
    traffic: new Map([[rule, known([{ [group('blue')]: 100, [group('green')]: 0 }])]]),
    ...differing,
  };
}

export function aChecked(differing: Partial<Checked> = {}): Checked {
  return { subject: aSubject(), settings: theSettings(), addedInSubnets: 2, ...differing };
}

export function deeply(checked: Checked): DeeplyChecked {
  return { ...checked, needs: deepNeedsOf(checked.subject.definition) };
}

const trustPolicy = JSON.stringify({
  Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } },
});

export function theDeepFacts(differing: Partial<DeepFacts> = {}): DeepFacts {
  return {
    roles: new Map([
      [executionRole, known({ trustPolicy })],
      ['arn:aws:iam::123456789012:role/service1', known({ trustPolicy })],
    ]),
    secrets: new Map([
      [`${secret}:password::`, known({ arn: secret, beingDeleted: false, versions: { v1: ['AWSCURRENT'] } })],
    ]),
    access: new Map([[`${executionRole} ${secret}:password::`, known('allowed' as const)]]),
    logGroups: new Map([[' /ecs/service1', known(true)]]),
    subnets: known(
      new Map([
        ['subnet-a', { vpcId: 'vpc-1', freeAddresses: 1 }],
        ['subnet-b', { vpcId: 'vpc-1', freeAddresses: 1 }],
      ]),
    ),
    securityGroups: known(new Map([['sg-1', 'vpc-1']])),
    capacity: known({ providers: new Map(), attached: [] }),
    ...differing,
  };
}
