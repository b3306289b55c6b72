import fc from 'fast-check';
import { changesHash } from './changes-hash.ts';
import { changesOf } from './changes.ts';
import { isNothing, renderChanges } from './render-changes.ts';
import { touches } from './touches.ts';

interface Change {
  readonly address: string;
  readonly importing?: object;
  readonly type?: string;
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

function planOf(changes: readonly Change[], outputs: object = {}): string {
  return JSON.stringify({
    format_version: '1.2',
    resource_changes: changes.map(({ address, type = 'aws_x', ...change }) => ({ address, type, change })),
    output_changes: outputs,
    timestamp: '2026-10-01T00:00:00Z',
  });
}

test('the summary says what would be done, in an order in which the worst is last, and marks what matters', () => {
  const plan = planOf(
    [
      { address: 'aws_db_instance.main', type: 'aws_db_instance', actions: ['delete'], before: { id: 'x' } },
      {
        address: 'aws_lb_listener.https',
        type: 'aws_lb_listener',
        actions: ['update'],
        before: { port: 80, protocol: 'HTTP' },
        after: { port: 443, protocol: 'HTTP' },
      },
      { address: 'aws_iam_role.task', type: 'aws_iam_role', actions: ['create'], after: { name: 'a' } },
      {
        address: 'aws_ecs_task_definition.service1',
        type: 'aws_ecs_task_definition',
        actions: ['create', 'delete'],
        before: { a: 1, arn: 'x', same: 1 },
        after: { a: 2, same: 1 },
        after_unknown: { arn: true },
      },
      { address: 'aws_vpc.main', actions: ['no-op'], before: { a: 1 }, after: { a: 1 } },
    ],
    { alb: { actions: ['update'] }, other: { actions: ['no-op'] } },
  );
  expect(renderChanges(changesOf(plan))).toBe(
    [
      '  + create  aws_iam_role.task  [IAM]',
      '  ~ change  aws_lb_listener.https (port)  [traffic]',
      '  ± replace aws_ecs_task_definition.service1 (a, arn)',
      '  - destroy aws_db_instance.main  [data]',
      '  ~ outputs: alb',
      '1 to create, 1 to change, 1 to replace, 1 to destroy; touches traffic 1, data 1, IAM 1',
    ].join('\n'),
  );
});

test('a plan that does nothing says so', () => {
  const changes = changesOf(planOf([{ address: 'a.b', actions: ['no-op'] }]));
  expect(isNothing(changes)).toBe(true);
  expect(renderChanges(changes)).toBe('Nothing would change.');
});

test.each(['{"format_version":"2.0"}', '[]', 'no JSON', planOf([{ address: 'a.b', actions: ['explode'] }])])(
  'the plan %j is not taken',
  (plan) => {
    expect(() => changesOf(plan)).toThrow('terraform-plan-unreadable');
  },
);

const secret = 'hunter2hunter2';
const sensitive: Change = {
  address: 'a.b',
  actions: ['update'],
  before: { password: secret, list: [{ token: secret, name: 'x' }], size: 1 },
  after: { password: `${secret}!`, list: [{ token: secret, name: 'x' }], size: 2 },
  before_sensitive: { password: true, list: [{ token: true }] },
  after_sensitive: { password: true, list: [{ token: true }] },
};

test('no sensitive value is kept, and its hash does not depend on it', () => {
  const changes = changesOf(planOf([sensitive]));
  expect(JSON.stringify(changes)).not.toContain(secret);
  const other = changesOf(
    planOf([{ ...sensitive, after: { ...(sensitive.after as object), password: 'other' } }]),
  );
  expect(changesHash(other)).toBe(changesHash(changes));
});

const base: Change = { address: 'a.b', actions: ['update'], before: { x: 1 }, after: { x: 2 } };

test.each<[string, Change]>([
  ['another address', { ...base, address: 'a.c' }],
  ['another action', { ...base, actions: ['delete', 'create'] }],
  ['another order of actions', { ...base, actions: ['create', 'delete'] }],
  ['another value before', { ...base, before: { x: 0 } }],
  ['another value after', { ...base, after: { x: 3 } }],
  ['a value that is not known yet', { ...base, after_unknown: { x: true } }],
])('%s gives another hash', (_, change) => {
  expect(changesHash(changesOf(planOf([change])))).not.toBe(changesHash(changesOf(planOf([base]))));
});

test.each<[string, object]>([
  ['its id', { id: 'vpc-1' }],
  ['its identity, as Terraform 1.12 and newer take it', { identity: { account_id: '1', id: 'vpc-1' } }],
])('an import by %s is something to do, and ties the approval to what is imported', (_, importing) => {
  const same: Change = { address: 'a.b', actions: ['no-op'], before: { x: 1 }, after: { x: 1 }, importing };
  const imported = changesOf(planOf([same]));
  expect(isNothing(imported)).toBe(false);
  const other = changesOf(planOf([{ ...same, importing: { identity: { id: 'vpc-2' } } }]));
  expect(changesHash(other)).not.toBe(changesHash(imported));
});

test('order of resources and members, time stamps and what stays do not change the hash', () => {
  const changes: readonly Change[] = [base, { ...base, address: 'a.c' }, { ...sensitive, address: 'a.d' }];
  fc.assert(
    fc.property(fc.shuffledSubarray([...changes], { minLength: 3 }), fc.string(), (shuffled, timestamp) => {
      const plan = JSON.parse(
        planOf([...shuffled, { address: 'z.z', actions: ['no-op'], after: { timestamp } }]),
      ) as object;
      const text = JSON.stringify({ ...plan, timestamp });
      expect(changesHash(changesOf(text))).toBe(changesHash(changesOf(planOf(changes))));
    }),
  );
});

test.each([
  ['aws_lb', ['traffic']],
  ['aws_alb_listener_rule', ['traffic']],
  ['aws_route53_record', ['traffic']],
  ['aws_ecs_service', ['traffic']],
  ['aws_route', ['traffic']],
  ['aws_security_group_rule', ['traffic']],
  ['aws_db_instance', ['data']],
  ['aws_s3_bucket', ['data']],
  ['aws_s3_bucket_policy', ['data', 'IAM']],
  ['aws_efs_file_system', ['data']],
  ['aws_dynamodb_table', ['data']],
  ['aws_iam_role_policy', ['IAM']],
  ['aws_ecs_task_definition', []],
  ['aws_cloudwatch_metric_alarm', []],
  ['terraform_data', []],
])('%s touches %j', (type, touched) => {
  expect(touches(type)).toEqual(touched);
});
