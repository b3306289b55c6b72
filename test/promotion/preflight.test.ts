import { checkIds } from '../../ts/core/preflight/check-ids.ts';
import { checks } from '../../ts/core/preflight/checks.ts';
import { PreflightWorld, type Flaws } from './preflight-world.ts';

let world: PreflightWorld;
afterEach(() => world.aws.close());

test('a service with everything that is checked, and all of it well, is ok', async () => {
  world = await PreflightWorld.start();
  expect((await world.rows()).filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  expect(await world.checks('ok')).toEqual(checkIds);
});

test.each<[string, Flaws, readonly string[]]>([
  ['an image for another CPU', { architecture: 'arm64' }, ['architecture']],
  ['roles for Lambda', { trusted: 'lambda.amazonaws.com' }, ['execution-role', 'task-role']],
  ['a task role that is gone', { withoutTaskRole: true }, ['task-role']],
  ['a secret that is gone', { withoutSecret: true }, ['secrets']],
  ['a secret without a value', { withoutValue: true }, ['secrets']],
  ['a parameter that is gone', { withoutParameter: true }, ['secrets']],
  [
    'a role that may read parameters only',
    { policy: { Effect: 'Allow', Action: 'ssm:*', Resource: '*' } },
    ['secret-access'],
  ],
  [
    'a role that may read nothing of the kind',
    { policy: { Effect: 'Deny', Action: '*', Resource: '*' } },
    ['secret-access'],
  ],
  ['a log group that is gone', { withoutLogGroup: true }, ['log-group']],
  ['weights that were left half-shifted', { weights: [90, 10] }, ['listener']],
  ['too few addresses', { subnetMask: 30 }, ['subnets']],
  ['a subnet that is gone', { otherSubnet: true }, ['subnets']],
  ['a security group that is gone', { otherSecurityGroup: true }, ['security-groups']],
  ['a capacity provider that is not attached', { notAttached: true }, ['capacity-provider']],
  [
    'several at once',
    {
      architecture: 'arm64',
      withoutLogGroup: true,
      otherSubnet: true,
      notAttached: true,
      withoutTaskRole: true,
    },
    ['architecture', 'task-role', 'log-group', 'subnets', 'capacity-provider'],
  ],
])('%s fails exactly that check', async (_, flaws, failing) => {
  world = await PreflightWorld.start(flaws);
  expect(await world.checks('failed')).toEqual(failing);
  expect(new Set((await world.rows()).map(({ check }) => check))).toEqual(new Set(checkIds));
});

const actions = [...new Set(Object.values(checks).flatMap(({ asks }) => asks))].filter(
  (action) => action !== 'ecs:DescribeServices' && action !== 'ecr:BatchGetImage',
);

test.each(actions)(
  'without the permission for %s nothing fails, and the checks that ask it are skipped and name it',
  async (action) => {
    // A role that may read nothing by its own policies is the only reason to look for a policy of the secret.
    world = await PreflightWorld.start(
      action === 'secretsmanager:GetResourcePolicy'
        ? { policy: { Effect: 'Allow', Action: 'ssm:*', Resource: '*' } }
        : {},
    );
    world.aws.emulator.faults.add({ kind: 'accessDenied', action });
    const rows = await world.rows();
    expect(rows.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    const asking = checkIds.filter((id) => checks[id].asks.includes(action));
    const naming = rows.filter(({ outcome, what }) => outcome === 'skipped' && what.includes(action));
    // An Application Load Balancer is asked for its rules, and not for its listeners.
    const used = action === 'elasticloadbalancing:DescribeListeners' ? [] : asking;
    expect(naming.map(({ check }) => check)).toEqual(expect.arrayContaining([...used]));
  },
);

test('it asks AWS nothing but what docs/preflight.md says', async () => {
  world = await PreflightWorld.start();
  const before = world.aws.emulator.calls.length;
  await world.rows();
  const prefix = (service: string) => (service === 'elb' ? 'elasticloadbalancing' : service);
  const asked = new Set(
    world.aws.emulator.calls.slice(before).map(({ service, operation }) => `${prefix(service)}:${operation}`),
  );
  // What the plan is made of, which comes before.
  for (const action of ['ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions']) asked.delete(action);
  const documented = new Set(Object.values(checks).flatMap(({ asks }) => asks));
  expect([...asked].filter((action) => !documented.has(action))).toEqual([]);
  const onlySometimes = ['elasticloadbalancing:DescribeListeners', 'secretsmanager:GetResourcePolicy'];
  expect([...documented].filter((action) => !asked.has(action)).sort()).toEqual(onlySometimes);
});

test('no value of a secret is ever asked for', async () => {
  world = await PreflightWorld.start();
  await world.rows();
  const operations = world.aws.emulator.calls.map(({ operation }) => operation);
  expect(operations).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/GetSecretValue|GetParameter/)]),
  );
});
