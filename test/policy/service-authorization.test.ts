/**
 * Names in the policies against AWS's Service Authorization Reference, of which service-authorization.json is an extract: every action
 * exists, `*` stands only where the reference has no resource type, and every required type of resource is named.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyFor, type PolicyRole } from '../../ts/cli/wiring/policy.ts';
import type { Strategy } from '../../ts/core/config/config.ts';
import { anEnvironment, line } from '../../ts/core/gates/example.ts';
import { policyOf, type Policy, type PolicyStatement } from '../../ts/core/policy/document.ts';
import type { Surroundings } from '../../ts/core/policy/scope.ts';
import { stateAccess } from '../../ts/core/policy/state-access.ts';

interface Reference {
  readonly actions: Readonly<
    Record<string, { readonly accessLevel: string; readonly resourceTypes: readonly ResourceType[] }>
  >;
}

interface ResourceType {
  readonly name: string;
  readonly required: boolean;
  readonly arn: string;
}

const { actions } = JSON.parse(
  readFileSync(join(__dirname, 'service-authorization.json'), 'utf8'),
) as Reference;

const pauses = [{ stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'person', minutes: 60 }] as const;
const strategies: readonly Strategy[] = [
  { type: 'blueGreen', bakeMinutes: 0, pauses },
  { type: 'codeDeploy', application: 'shop', deploymentGroup: 'service2', pause: true, hooks: {} },
];

/** Everything that any part may ask, in one environment. */
function everything(role: PolicyRole): Promise<Policy> {
  const plain = anEnvironment('test', []);
  const environment = anEnvironment('test', [], {
    accountId: '123456789012',
    keepImages: true,
    services: plain.services.map((target, at) => ({
      ...target,
      strategy: strategies[at] ?? target.strategy,
    })),
    smoke: [
      {
        kind: 'task',
        on: 'production',
        tries: 1,
        service: 'service1',
        taskDefinition: null,
        container: 'service1',
        command: null,
        timeoutMinutes: 1,
      },
    ],
  });
  const wish = { role, environment: role === 'builder' ? undefined : environment, services: undefined };
  return policyFor(wish, line, () => Promise.resolve(around));
}

const around: Surroundings = {
  definitions: new Map(
    ['service1', 'service2'].map((family) => [
      family,
      [
        {
          family,
          networkMode: 'awsvpc',
          executionRoleArn: 'execution',
          taskRoleArn: 'task',
          containerDefinitions: [
            {
              name: family,
              secrets: [
                { name: 'TOKEN', valueFrom: '/token' },
                {
                  name: 'DB',
                  valueFrom: 'arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:db-AbCdEf',
                },
              ],
              logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/all' } },
            },
          ],
        },
      ],
    ]),
  ),
  checks: [],
  capacityProviders: ['FARGATE'],
  hookRoles: ['arn:aws:iam::123456789012:role/hooks'],
  traffic: { rules: true, listeners: true },
  securityGroups: true,
};

test('the extract holds what the policies name, and no more', async () => {
  const policies = [
    ...(await Promise.all([everything('deployer'), everything('builder'), ofAgent()])),
    ofState(),
  ];
  const named = new Set(policies.flatMap(statementsOf).flatMap(({ Action }) => Action));
  expect([...named].sort()).toEqual(Object.keys(actions));
});

/** With all that a backend may say. */
function ofState(): Policy {
  const state = {
    bucket: 'states',
    key: 'test.tfstate',
    region: undefined,
    lockFile: true,
    lockTable: 'locks',
  };
  const place = { region: 'ap-southeast-2', accountId: '123456789012' };
  return policyOf(stateAccess({ ...state, kmsKey: 'alias/state' }, place));
}

test('each resource that Terraform’s state takes is of a type that its action requires', () => {
  expect(missingTypes(ofState())).toEqual([]);
  expect(statementsOf(ofState()).filter(({ Resource }) => Resource.includes('*'))).toEqual([]);
});

/** Of an environment that has a role of its own. */
function ofAgent(): Promise<Policy> {
  const assumeRole = 'arn:aws:iam::210987654321:role/ecs-promote-live';
  const environment = anEnvironment('live', [], { assumeRole });
  return policyFor(
    { role: 'agent', environment, services: undefined },
    { ...line, ledger: 's3://acme/shop' },
    () => Promise.resolve(around),
  );
}

test.each<PolicyRole>(['deployer', 'reader', 'builder', 'agent'])(
  'the %s may do on “*” only what AWS has no resource for, and says why',
  async (role) => {
    const policy = await everything(role);
    for (const { Sid, Action, Resource, Condition } of statementsOf(policy)) {
      if (!Resource.includes('*')) continue;
      const exception = policy.exceptions.find(({ sid }) => sid === Sid);
      expect(exception).toMatchObject({ reason: expect.stringMatching(/\w/) as string });
      const withTypes = Action.filter((action) => actions[action]?.resourceTypes.length !== 0);
      // A list of tasks is of a cluster, and that is what the condition says.
      expect(withTypes).toEqual(Condition && 'ArnEquals' in Condition ? ['ecs:ListTasks'] : []);
    }
  },
);

test.each<PolicyRole>(['deployer', 'reader', 'builder', 'agent'])(
  'the %s’s policy names a resource of every type that an action requires',
  async (role) => {
    expect(missingTypes(await everything(role))).toEqual([]);
  },
);

function missingTypes(policy: Policy): readonly string[] {
  return statementsOf(policy).flatMap(({ Action, Resource }) =>
    Resource.includes('*')
      ? []
      : Action.flatMap((action) =>
          (actions[action]?.resourceTypes ?? [])
            .filter(({ required }) => required)
            .filter((type) => !Resource.some((arn) => isOf(type, arn)))
            .map(({ name }) => `${action}: ${name}`),
        ),
  );
}

/** `arn:${Partition}:ecs:${Region}:${Account}:service/${ClusterName}/${ServiceName}`. */
function isOf({ arn: template }: ResourceType, arn: string): boolean {
  const source = template.split(/\$\{\w+\}/).map((text) => text.replaceAll(/[.*+?^()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${source.join('.+')}$`).test(arn);
}

test('a reader changes nothing', async () => {
  const writes = statementsOf(await everything('reader'))
    .flatMap(({ Action }) => Action)
    .filter((action) => !['Read', 'List'].includes(actions[action]?.accessLevel ?? ''));
  expect(writes).toEqual([]);
});

test('each Sid is of letters and digits, and there once', async () => {
  const sids = statementsOf(await everything('deployer')).map(({ Sid }) => Sid);
  expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  expect(new Set(sids).size).toBe(sids.length);
});

test('an environment with a role of its own leaves the images to the agent, which acts as that role', async () => {
  const policy = await ofAgent();
  expect(statementsOf(policy).find(({ Sid }) => Sid === 'ActAsEnvironments')).toMatchObject({
    Action: ['sts:AssumeRole'],
    Resource: ['arn:aws:iam::210987654321:role/ecs-promote-live'],
  });
  expect(statementsOf(policy).map(({ Sid }) => Sid)).toEqual([
    'LogInToRegistries',
    'PushImages',
    'ReadImages',
    'TagImagesOfVerifiedReleases',
    'ListLedger',
    'WriteLedger',
    'ActAsEnvironments',
  ]);
});

function statementsOf({ document }: Policy): readonly PolicyStatement[] {
  return document.Statement;
}
