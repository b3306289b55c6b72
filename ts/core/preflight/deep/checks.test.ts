import {
  aChecked,
  aDefinition,
  aSubject,
  deeply,
  executionRole,
  secret,
  theDeepFacts,
  theSettings,
} from '../example.ts';
import { known, unknown } from '../looked.ts';
import { capacity } from './capacity.ts';
import type { Access, DeepFacts } from './facts.ts';
import { logGroups } from './log-groups.ts';
import { network } from './network.ts';
import { roles } from './roles.ts';
import { secrets } from './secrets.ts';

const checked = deeply(aChecked());
const defined = (more: object) =>
  deeply(aChecked({ subject: aSubject({ definition: { ...aDefinition, ...more } }) }));
const valueFrom = `${secret}:password::`;

describe('the execution role', () => {
  const facts = (role: unknown) =>
    theDeepFacts({ roles: new Map([[executionRole, role]]) as DeepFacts['roles'] });
  const trusting = (service: string) =>
    known({
      trustPolicy: JSON.stringify({
        Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } },
      }),
    });
  test.each([
    ['is trusted', theDeepFacts(), checked, 'ok', 'may assume service1-execution'],
    ['is not named', theDeepFacts(), defined({ executionRoleArn: undefined }), 'ok', 'names none'],
    ['is missing', facts(known(null)), checked, 'failed', 'there is no role'],
    ['is another service’s', facts(trusting('ec2.amazonaws.com')), checked, 'failed', 'may not assume'],
    ['can’t be seen', facts(unknown('iam:GetRole is denied')), checked, 'skipped', 'iam:GetRole'],
    [
      'is of another account',
      theDeepFacts(),
      defined({ executionRoleArn: 'arn:aws:iam::210987654321:role/x' }),
      'failed',
      'across accounts',
    ],
    ['depends on a condition', facts(known({ trustPolicy: 'no JSON' })), checked, 'skipped', 'depends on'],
  ] as const)('%s', (_, found, service, outcome, what) => {
    expect(roles(service, found)[0]).toMatchObject({
      check: 'execution-role',
      outcome,
      what: expect.stringContaining(what),
    });
  });
});

describe('secrets', () => {
  const stored = (more: object | null) =>
    theDeepFacts({
      secrets: new Map([
        [
          valueFrom,
          known(more && { arn: secret, beingDeleted: false, versions: { v1: ['AWSCURRENT'] }, ...more }),
        ],
      ]),
    });
  test.each([
    ['are there', theDeepFacts(), 'ok', '1 secret or parameter is there'],
    ['do not exist', stored(null), 'failed', 'DB of service1'],
    ['are being deleted', stored({ beingDeleted: true }), 'failed', 'scheduled for deletion'],
    ['never got a value', stored({ versions: {} }), 'failed', 'no version with the label AWSCURRENT'],
    ['are parameters', stored({ versions: null }), 'ok', 'there'],
    [
      'can’t be seen',
      theDeepFacts({ secrets: new Map([[valueFrom, unknown('denied')]]) }),
      'skipped',
      'denied',
    ],
  ] as const)('%s', (_, facts, outcome, what) => {
    expect(secrets(checked, facts)[0]).toMatchObject({
      check: 'secrets',
      outcome,
      what: expect.stringContaining(what),
    });
  });

  test('a version is looked for by its id', () => {
    const named = `${secret}:::v2`;
    const service = defined({
      containerDefinitions: [{ name: 'web', secrets: [{ name: 'DB', valueFrom: named }] }],
    });
    const facts = theDeepFacts({
      secrets: new Map([
        [named, known({ arn: secret, beingDeleted: false, versions: { v1: ['AWSCURRENT'] } })],
      ]),
    });
    expect(secrets(service, facts)[0]).toMatchObject({
      outcome: 'failed',
      what: expect.stringContaining('has no version v2'),
    });
  });

  test.each([
    ['allowed', 'ok', 'may read it'],
    ['notAllowed', 'failed', 'no policy allows it'],
    ['denied', 'failed', 'a policy denies it'],
    ['depends', 'skipped', 'conditions'],
    ['perhapsByItsPolicy', 'skipped', 'own policy'],
  ] as const)('the role’s policies say %s', (access: Access, outcome, what) => {
    const facts = theDeepFacts({ access: new Map([[`${executionRole} ${valueFrom}`, known(access)]]) });
    expect(secrets(checked, facts)[1]).toMatchObject({
      check: 'secret-access',
      outcome,
      what: expect.stringContaining(what),
    });
  });

  test('without an execution role nobody reads them', () => {
    expect(secrets(defined({ executionRoleArn: undefined }), theDeepFacts())[1]).toMatchObject({
      outcome: 'failed',
    });
  });

  test('of several that fail each is told, and a reason once', () => {
    const names = ['a', 'b', 'c', 'd'];
    const service = defined({
      containerDefinitions: [{ name: 'web', secrets: names.map((name) => ({ name, valueFrom: name })) }],
    });
    const facts = theDeepFacts({
      secrets: new Map([
        ['a', known(null)],
        ['b', known(null)],
        ['c', unknown('denied')],
        ['d', unknown('denied')],
      ]),
    });
    expect(
      secrets(service, facts)
        .filter(({ check }) => check === 'secrets')
        .map(({ outcome }) => outcome),
    ).toEqual(['failed', 'failed', 'skipped']);
  });

  test('a registry’s credentials and a log driver’s options are secrets, too', () => {
    const service = defined({
      containerDefinitions: [
        {
          name: 'web',
          repositoryCredentials: { credentialsParameter: 'hub' },
          logConfiguration: { logDriver: 'splunk', secretOptions: [{ name: 'token', valueFrom: '/splunk' }] },
        },
      ],
    });
    expect(service.needs.references.map(({ id }) => id)).toEqual(['/splunk', 'hub']);
  });
});

describe('the log group', () => {
  const logging = (options: object) =>
    defined({ containerDefinitions: [{ name: 'web', logConfiguration: { logDriver: 'awslogs', options } }] });
  test.each([
    ['is there', checked, theDeepFacts(), 'ok', '/ecs/service1'],
    [
      'is missing',
      checked,
      theDeepFacts({ logGroups: new Map([[' /ecs/service1', known(false)]]) }),
      'failed',
      'no log group',
    ],
    [
      'is created by the agent',
      logging({ 'awslogs-group': '/new', 'awslogs-create-group': 'true' }),
      theDeepFacts(),
      'ok',
      'is created',
    ],
    [
      'is in another region',
      logging({ 'awslogs-group': '/ecs', 'awslogs-region': 'eu-west-1' }),
      theDeepFacts({ logGroups: new Map([['eu-west-1 /ecs', known(false)]]) }),
      'failed',
      'in eu-west-1',
    ],
    [
      'can’t be seen',
      checked,
      theDeepFacts({ logGroups: new Map([[' /ecs/service1', unknown('denied')]]) }),
      'skipped',
      'denied',
    ],
    [
      'is of no use',
      defined({ containerDefinitions: [{ name: 'web' }] }),
      theDeepFacts(),
      'ok',
      'nothing is logged',
    ],
  ] as const)('%s', (_, service, facts, outcome, what) => {
    expect(logGroups(service, facts)).toMatchObject([{ outcome, what: expect.stringContaining(what) }]);
  });
});

describe('the network', () => {
  const elsewhere = known(new Map([['sg-1', 'vpc-2']]));
  test.each([
    ['is well', checked, theDeepFacts(), 'ok', 'ok'],
    ['has too few addresses', { ...checked, addedInSubnets: 3 }, theDeepFacts(), 'failed', 'ok'],
    [
      'lacks a subnet',
      checked,
      theDeepFacts({ subnets: known(new Map([['subnet-a', { vpcId: 'vpc-1', freeAddresses: 9 }]])) }),
      'failed',
      'ok',
    ],
    ['lacks a security group', checked, theDeepFacts({ securityGroups: known(new Map()) }), 'ok', 'failed'],
    [
      'has a security group of another VPC',
      checked,
      theDeepFacts({ securityGroups: elsewhere }),
      'ok',
      'failed',
    ],
    [
      'has security groups and unseen subnets',
      checked,
      theDeepFacts({ subnets: unknown('denied'), securityGroups: elsewhere }),
      'skipped',
      'ok',
    ],
    [
      'can’t be seen',
      checked,
      theDeepFacts({ subnets: unknown('denied'), securityGroups: unknown('denied') }),
      'skipped',
      'skipped',
    ],
    [
      'is the instances’',
      defined({ networkMode: 'bridge' }),
      theDeepFacts({ subnets: unknown('denied') }),
      'ok',
      'ok',
    ],
  ] as const)('%s', (_, service, facts, subnets, groups) => {
    expect(network(service, facts)).toMatchObject([
      { check: 'subnets', outcome: subnets },
      { check: 'security-groups', outcome: groups },
    ]);
  });
});

describe('capacity', () => {
  const service = deeply(
    aChecked({ settings: theSettings({ launchType: null, capacityProviders: ['FARGATE', 'fleet'] }) }),
  );
  const providers = (status: string | undefined, ...attached: string[]) =>
    theDeepFacts({
      capacity: known({
        providers: new Map([
          ['FARGATE', 'ACTIVE'],
          ...(status === undefined ? [] : [['fleet', status] as const]),
        ]),
        attached,
      }),
    });
  test.each([
    ['by launch type', checked, theDeepFacts(), 'ok', 'launch type FARGATE'],
    ['active and attached', service, providers('ACTIVE', 'FARGATE', 'fleet'), 'ok', 'active and attached'],
    [
      'missing',
      service,
      providers(undefined, 'FARGATE', 'fleet'),
      'failed',
      'there is no capacity provider fleet',
    ],
    ['inactive', service, providers('INACTIVE', 'FARGATE', 'fleet'), 'failed', 'fleet is INACTIVE'],
    ['not attached', service, providers('ACTIVE', 'FARGATE'), 'failed', 'not attached'],
    ['not seen', service, theDeepFacts({ capacity: unknown('denied') }), 'skipped', 'denied'],
  ] as const)('%s', (_, one, facts, outcome, what) => {
    expect(capacity(one, facts)).toMatchObject([{ outcome, what: expect.stringContaining(what) }]);
  });
});
