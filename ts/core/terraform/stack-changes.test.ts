import { changesOf } from './changes.ts';
import { besides, beyond, stackChanges } from './stack-changes.ts';

type Change = Readonly<{
  address: string;
  actions: readonly string[];
  before?: unknown;
  after?: unknown;
  unknown?: unknown;
  deposed?: string;
}>;

/** As `terraform show -json` tells a plan. */
function planned(...changes: readonly Change[]) {
  const resource_changes = changes.map(({ address, deposed, actions, before, after, unknown }) => ({
    address,
    type: 'aws_ecs_service',
    ...(deposed !== undefined && { deposed }),
    change: { actions, before: before ?? null, after: after ?? null, after_unknown: unknown ?? {} },
  }));
  const plan = JSON.stringify({ format_version: '1.2', resource_changes });
  return stackChanges({ stack: 'appcluster-test', region: null }, changesOf(plan));
}

const definition = { address: 'definition', actions: ['create', 'delete'], before: { image: 'a', arn: '1' } };
const approved = planned(
  { ...definition, after: { image: 'b' }, unknown: { arn: true } },
  {
    address: 'service',
    actions: ['update'],
    before: { count: 2, definition: '1' },
    after: { count: 2 },
    unknown: { definition: true },
  },
  { address: 'alarm', actions: ['create'], after: { name: 'x' } },
);

test('no value is in it, so it can be kept', () => {
  const secret = planned({ address: 'a', actions: ['create'], after: { password: 'correct-horse' } });
  expect(JSON.stringify(secret)).not.toContain('correct-horse');
});

test.each<[string, readonly Change[], readonly string[]]>([
  ['nothing is left', [], []],
  ['all of it is', [{ ...definition, after: { image: 'b' }, unknown: { arn: true } }], []],
  [
    'a part is, and by now Terraform knows more',
    [
      {
        address: 'service',
        actions: ['update'],
        before: { count: 2, definition: '1' },
        after: { count: 2, definition: '2' },
      },
    ],
    [],
  ],
  [
    'the old one is not removed',
    [{ address: 'definition', deposed: 'ab12', actions: ['delete'], before: {} }],
    [],
  ],
  [
    'what was begun is tainted',
    [{ address: 'alarm', actions: ['delete', 'create'], before: { name: 'x' }, after: { name: 'x' } }],
    [],
  ],
  ['another value', [{ ...definition, after: { image: 'c' }, unknown: { arn: true } }], ['definition']],
  [
    'another attribute',
    [{ address: 'service', actions: ['update'], before: { count: 2 }, after: { count: 0 } }],
    ['service'],
  ],
  ['another act', [{ address: 'service', actions: ['delete'], before: {} }], ['service']],
  ['another resource', [{ address: 'database', actions: ['create'], after: {} }], ['database']],
  [
    'an old one of what was to be made',
    [{ address: 'alarm', deposed: 'ab12', actions: ['delete'], before: {} }],
    ['alarm (deposed ab12)'],
  ],
])('after a kill, what was approved covers what is left: %s', (_, left, others) => {
  expect(beyond(approved, planned(...left))).toEqual(others);
});

test('the way back may give the same resources and attributes other values, and touch no others', () => {
  const back = planned(
    { ...definition, before: { image: 'b', arn: '2' }, after: { image: 'a' }, unknown: { arn: true } },
    {
      address: 'service',
      actions: ['update'],
      before: { count: 2, definition: '2' },
      after: { count: 3 },
      unknown: { definition: true },
    },
    { address: 'alarm', actions: ['update'], before: { name: 'x' }, after: { name: 'y' } },
    { address: 'database', actions: ['delete'], before: {} },
  );
  expect(besides(approved, back)).toEqual(['database', 'service']);
});
