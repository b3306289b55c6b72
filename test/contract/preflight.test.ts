import { readReference } from '../../ts/core/preflight/deep/references.ts';
import { startMinistack, startMoto, type Independent } from './independent.ts';
import { layOutStoredThings, trustPolicy, type StoredThings } from './stored-things.ts';

const used = 'DB_HOST of service1';

/**
 * What the deeper checks of the preflight ask of IAM, the stores of secrets, CloudWatch Logs, EC2 and the capacity of ECS. moto (5.2.5)
 * simulates no policies, and of a parameter it tells no ARN.
 */
describe.each([
  ['moto', startMoto, { simulatesPolicies: false }],
  ['ministack', startMinistack, { simulatesPolicies: true }],
] as const)('in the AWS of %s', (_, start, { simulatesPolicies }) => {
  let independent: Independent | undefined;
  let things: StoredThings;
  beforeAll(async () => {
    independent = await start();
    things = await layOutStoredThings(independent);
  }, 60_000);
  afterAll(async () => {
    await independent?.stop();
  });

  it('a role is found by its ARN and by its name, with whom it trusts', async () => {
    const expected = JSON.parse(trustPolicy) as object;
    for (const name of [things.roleArn, 'execution']) {
      const role = await things.seen.role(name);
      expect(JSON.parse(role?.trustPolicy ?? 'null')).toEqual(expected);
    }
    expect(await things.seen.role('nobody')).toBeUndefined();
  });

  it('a secret is described with its versions, and one that is not there is missing', async () => {
    const { secretArn, seen } = things;
    const secret = await seen.stored(readReference(secretArn, used));
    expect(secret).toMatchObject({ arn: secretArn, beingDeleted: false });
    expect(Object.values(secret?.versions ?? {})).toEqual([['AWSCURRENT']]);
    expect(await seen.stored(readReference(`${secretArn}gone`, used))).toBeUndefined();
  });

  it('a parameter is described without its value, and one that is not there is missing', async () => {
    expect(await things.seen.stored(readReference('/db/host', used))).toMatchObject({
      arn: expect.stringMatching(/\/db\/host$/),
      versions: null,
    });
    expect(await things.seen.stored(readReference('/db', used))).toBeUndefined();
  });

  it('a log group is found by its whole name', async () => {
    expect(await things.seen.hasLogGroup('/acme/live', null)).toBe(true);
    expect(await things.seen.hasLogGroup('/acme', null)).toBe(false);
  });

  it('subnets and security groups are found with their VPC, and what is not there is left out', async () => {
    const { seen, subnet, securityGroup } = things;
    expect([...(await seen.subnets([subnet.id, 'subnet-00000000000000000']))]).toEqual([
      [subnet.id, { vpcId: subnet.vpcId, freeAddresses: expect.any(Number) as number }],
    ]);
    expect([...(await seen.securityGroups([securityGroup.id, 'sg-00000000000000000']))]).toEqual([
      [securityGroup.id, securityGroup.vpcId],
    ]);
  });

  it('the capacity of a cluster is asked for in a form that is accepted', async () => {
    expect(await things.seen.capacity(['FARGATE'])).toMatchObject({ attached: [] });
  });

  if (simulatesPolicies)
    it('a role may read what its policy allows', async () => {
      const secret = { arn: things.secretArn, beingDeleted: false, versions: {} };
      expect(await things.seen.mayRead(things.roleArn, 'secretsManager', secret)).toBe('allowed');
    });
});
