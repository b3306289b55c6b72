import { trustOfEcs } from './trust-policy.ts';

const account = '123456789012';
const ecs = { Service: 'ecs-tasks.amazonaws.com' };
const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: ecs };
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const within = (operator: string, key: string, value: string | string[]) => ({
  Condition: { [operator]: { [key]: value } },
});

describe('ECS may assume a role', () => {
  test.each([
    ['that names it', policy(allow)],
    ['whose only statement is no list', JSON.stringify({ Statement: allow })],
    [
      'that names it among others',
      policy({ ...allow, Principal: { Service: ['ec2.amazonaws.com', ecs.Service] } }),
    ],
    ['with a wildcard for the action', policy({ ...allow, Action: ['sts:Assume*', 'sts:TagSession'] })],
    ['that anybody may assume', policy({ ...allow, Principal: '*' })],
    [
      'with a condition on its own account',
      policy({ ...allow, ...within('StringEquals', 'aws:SourceAccount', account) }),
    ],
    [
      'with the condition that AWS recommends',
      policy({ ...allow, ...within('ArnLike', 'aws:SourceArn', `arn:aws:ecs:ap-southeast-2:${account}:*`) }),
    ],
    [
      'one of whose statements does not fit while another does',
      policy({ ...allow, ...within('StringEquals', 'aws:SourceAccount', '210987654321') }, allow),
    ],
    [
      'that denies others',
      policy(allow, {
        Effect: 'Deny',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'ec2.amazonaws.com' },
      }),
    ],
  ])('%s', (_, text) => {
    expect(trustOfEcs(text, account)).toEqual({ kind: 'trusted' });
  });
});

describe('ECS may not assume a role', () => {
  test.each([
    [
      'of a Lambda function',
      policy({ ...allow, Principal: { Service: 'lambda.amazonaws.com' } }),
      'does not name',
    ],
    [
      'for instances of ECS',
      policy({ ...allow, Principal: { Service: 'ecs.amazonaws.com' } }),
      'does not name',
    ],
    [
      'of an account',
      policy({ ...allow, Principal: { AWS: `arn:aws:iam::${account}:root` } }),
      'does not name',
    ],
    [
      'that is for federation',
      policy({ ...allow, Action: 'sts:AssumeRoleWithWebIdentity' }),
      'does not name',
    ],
    [
      'for another account',
      policy({ ...allow, ...within('StringEquals', 'aws:SourceAccount', '210987654321') }),
      'do not fit account 123456789012',
    ],
    [
      'for clusters of another account',
      policy({
        ...allow,
        ...within('ArnLike', 'aws:SourceArn', 'arn:aws:ecs:ap-southeast-2:210987654321:*'),
      }),
      'do not fit',
    ],
    ['with a statement that denies it', policy(allow, { ...allow, Effect: 'Deny' }), 'denies ecs-tasks'],
  ])('%s', (_, text, why) => {
    expect(trustOfEcs(text, account)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });
});

describe('whether ECS may assume a role can’t be told', () => {
  test.each([
    [
      'with a condition on something else',
      policy({ ...allow, ...within('StringEquals', 'aws:PrincipalOrgID', 'o-1') }),
      'aws:principalorgid',
    ],
    [
      'that denies it under a condition',
      policy(allow, { ...allow, Effect: 'Deny', ...within('Bool', 'aws:ViaAWSService', 'true') }),
      'aws:viaawsservice',
    ],
    ['with NotPrincipal', policy(allow, { Effect: 'Deny', Action: '*', NotPrincipal: ecs }), 'NotPrincipal'],
    ['whose policy is no policy', 'yes', 'could not be read'],
  ])('%s', (_, text, on) => {
    expect(trustOfEcs(text, account)).toEqual({ kind: 'depends', on: expect.stringContaining(on) });
  });
});
