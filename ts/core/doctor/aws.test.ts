import { anEnvironment } from '../gates/example.ts';
import { judgeCredentials, judgeImages, judgeRole, judgeServices } from './environments.ts';
import { judgePermissions, questionsOf, type Decision } from './permissions.ts';

const told = ({ outcome, what }: { outcome: string; what: string }) => `${outcome}: ${what}`;
const arn = 'arn:aws:sts::123456789012:assumed-role/agent/i-0abc';
const us = { accountId: '123456789012', arn, expires: null };

test('credentials say until when they last, where that is known', () => {
  expect(told(judgeCredentials(us, 'eu-west-1'))).toBe(`ok: ${arn}, in eu-west-1`);
  expect(told(judgeCredentials({ ...us, expires: Date.UTC(2026, 10, 26, 14, 5) }, 'eu-west-1'))).toBe(
    `ok: ${arn}, in eu-west-1, until 2026-11-26 14:05 UTC`,
  );
});

test.each([
  [{}, `ok: it has no assumeRole: ${arn}`],
  [{ accountId: '123456789012', assumeRole: 'arn:aws:iam::123456789012:role/agent' }, `ok: ${arn}`],
  [
    { accountId: '210987654321' },
    `failed: ${arn} is of account 123456789012, and the configuration says 210987654321`,
  ],
])('the role of an environment with %j is %s', (settings, expected) => {
  expect(told(judgeRole(anEnvironment('live', [], settings), us))).toBe(expected);
});

test.each([
  [{}, ['service1', 'service2'], 'ok: appcluster-live with 2 services'],
  [{}, ['service2'], 'failed: appcluster-live has no service service1'],
  [{}, null, 'failed: there is no cluster appcluster-live'],
  [
    { onDemand: {} },
    null,
    'skipped: there is no cluster appcluster-live now; the environment comes and goes',
  ],
  [{ onDemand: {} }, [], 'failed: appcluster-live has no service service1, service2'],
])('an environment with %j where %j are active is %s', (settings, active, expected) => {
  const environment = anEnvironment('live', [], settings);
  expect(told(judgeServices(environment, active && new Set(active)))).toBe(expected);
});

test('whoever lets Terraform write is not told to create a service', () => {
  const environment = anEnvironment('live', [], { engine: 'terraform' });
  expect(judgeServices(environment, null).next).toMatch(/^Let Terraform create it/);
  expect(judgeServices(anEnvironment('live', []), new Set()).next).toMatch(/^Create what is missing/);
});

test('each repository that cannot be read is told', () => {
  const bad = { repository: 'r', what: 'There is no ECR repository r', next: 'Create it.' };
  expect(judgeImages(3, [bad, { ...bad, what: 'denied' }]).map(told)).toEqual([
    'failed: There is no ECR repository r',
    'failed: denied',
  ]);
  expect(judgeImages(1, []).map(told)).toEqual(['ok: 1 repository can be read']);
});

describe('permissions', () => {
  const decision = (
    action: string,
    made: Decision['decision'],
    missing: readonly string[] = [],
  ): Decision => ({ action, resource: '*', decision: made, missing });
  const judged = (...decisions: Decision[]) =>
    judgePermissions('permissions', decisions, { who: 'role/live', prints: 'ecs-promote policy' }).map(told);

  test('that are all there are one row', () => {
    expect(judged(decision('a:B', 'allowed'))).toEqual([
      'ok: role/live may do all that `ecs-promote policy` prints',
    ]);
  });

  test('that lack, are forbidden or depend are told apart', () => {
    expect(
      judged(
        decision('a:B', 'allowed', ['aws:x']),
        decision('a:C', 'notAllowed'),
        decision('a:D', 'denied'),
        decision('a:E', 'notAllowed', ['aws:SourceIp']),
      ),
    ).toEqual([
      'failed: role/live is not allowed a:C on *',
      'failed: a policy forbids role/live a:D on *',
      'skipped: whether role/live may a:E depends on aws:SourceIp',
    ]);
  });

  test('are asked about with what makes a condition hold', () => {
    const condition = {
      StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
      ArnEquals: { 'ecs:cluster': ['c'] },
    };
    const statement = { Sid: 'S', Effect: 'Allow', Action: ['iam:PassRole'], Resource: ['r'] } as const;
    expect(
      questionsOf({ Version: '2012-10-17', Statement: [{ ...statement, Condition: condition }, statement] }),
    ).toEqual([
      {
        sid: 'S',
        actions: ['iam:PassRole'],
        resources: ['r'],
        context: { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'], 'ecs:cluster': ['c'] },
      },
      { sid: 'S', actions: ['iam:PassRole'], resources: ['r'], context: {} },
    ]);
  });
});
