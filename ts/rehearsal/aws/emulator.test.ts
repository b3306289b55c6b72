import { ListClustersCommand, UpdateServiceCommand, type Service } from '@aws-sdk/client-ecs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { startEmulator, type Fault } from './emulator.ts';
import { TestAws } from './testing/aws.ts';

let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
});
afterEach(() => aws.close());

/** A deployment that fails and rolls back, looked at every ten seconds; all that its observer saw, and every call. */
async function trace(seed: number): Promise<string> {
  const world = await TestAws.start({ seed });
  try {
    await world.layOut();
    const targetGroupArn = await world.targetGroup('web');
    await world.createService(await world.register('1'), {
      loadBalancers: [{ targetGroupArn, containerName: 'service1', containerPort: 8080 }],
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });
    world.advanceSeconds(120);
    world.emulator.faults.add({ kind: 'crashLoop', tag: '2' });
    const taskDefinition = await world.register('2');
    await world.ecs.send(new UpdateServiceCommand({ cluster: 'test', service: 'service1', taskDefinition }));
    const seen: Service[] = [];
    for (let look = 0; look < 30; look++) {
      world.advanceSeconds(10);
      seen.push(await world.service());
    }
    return JSON.stringify([seen, world.emulator.calls], null, 1);
  } finally {
    await world.close();
  }
}

test('the same seed gives the same trace, another seed another', async () => {
  const [first, again, other] = [await trace(7), await trace(7), await trace(8)];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(other.replace(/\d/g, '').length).toBeGreaterThan(10_000);
});

test('listens on loopback only', () => {
  expect(aws.emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('a port that is taken is an error', async () => {
  await expect(startEmulator({ port: Number(new URL(aws.emulator.url).port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

describe('a listener', () => {
  const list = (): Promise<unknown> => aws.ecs.send(new ListClustersCommand({}));

  test('hears of each call before and after it', async () => {
    const heard: string[] = [];
    const end = aws.emulator.onCall((call, phase) =>
      heard.push(`${call.sequence} ${call.operation} ${phase}`),
    );
    await list();
    end();
    await list();
    expect(heard).toEqual(['1 ListClusters before', '1 ListClusters after']);
  });

  test.each(['before', 'after'] as const)('can cut the connection %s the call takes effect', async (when) => {
    aws.emulator.onCall((_call, phase) => (phase === when ? 'drop' : undefined));
    await expect(aws.layOut()).rejects.toThrow();
    const { clusters } = aws.emulator.world.region('123456789012', 'ap-southeast-2').ecs;
    expect(clusters.size).toBe(when === 'before' ? 0 : 1);
  });
});

describe('throttling', () => {
  const outcomes = async (count: number): Promise<string[]> => {
    const results: string[] = [];
    for (let call = 0; call < count; call++) {
      results.push(
        await aws.ecs.send(new ListClustersCommand({})).then(
          () => 'ok',
          (error: unknown) => (error as Error).name,
        ),
      );
    }
    return results;
  };

  test.each<[string, Fault, string[]]>([
    [
      'every second call',
      { kind: 'throttling', every: 2 },
      ['ok', 'ThrottlingException', 'ok', 'ThrottlingException'],
    ],
    ['the first call', { kind: 'throttling', times: 1 }, ['ThrottlingException', 'ok', 'ok', 'ok']],
    ['an operation', { kind: 'throttling', operation: 'ListServices' }, ['ok', 'ok', 'ok', 'ok']],
    ['a service', { kind: 'throttling', service: 'ecr' }, ['ok', 'ok', 'ok', 'ok']],
  ])('of %s', async (_what, fault, expected) => {
    aws.emulator.faults.add(fault);
    expect(await outcomes(4)).toEqual(expected);
  });

  test('is called Throttling by the query services', async () => {
    aws.emulator.faults.add({ kind: 'throttling' });
    await expect(aws.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'Throttling',
    });
  });
});

describe('over HTTP', () => {
  const control = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${aws.emulator.url}/_rehearsal/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };

  test('faults can be added, seen and ended', async () => {
    const { body } = await control('POST', 'faults', { kind: 'throttling' });
    expect((await control('GET', 'faults')).body).toMatchObject([
      { fault: { kind: 'throttling', every: 1 } },
    ]);
    await expect(aws.ecs.send(new ListClustersCommand({}))).rejects.toThrow('Rate exceeded');
    await control('DELETE', `faults/${(body as { id: string }).id}`);
    await aws.ecs.send(new ListClustersCommand({}));
  });

  test.each([
    ['an unknown kind', { kind: 'earthquake' }],
    ['an unknown member', { kind: 'crashLoop', servcie: 'service1' }],
    ['a wrong value', { kind: 'throttling', every: 0 }],
  ])('a fault with %s is refused', async (_what, fault) => {
    expect(await control('POST', 'faults', fault)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('not a fault') },
    });
    expect(aws.emulator.faults.list()).toEqual([]);
  });

  test('calls and state can be seen', async () => {
    await aws.layOut();
    await aws.createService(await aws.register('1'));
    expect((await control('GET', 'calls')).body).toMatchObject([
      { sequence: 1, service: 'ecs', operation: 'CreateCluster' },
      {},
      {},
      {},
      {},
      {},
    ]);
    expect((await control('GET', 'state')).body).toMatchObject({
      regions: [
        { accountId: '123456789012', clusters: [{ name: 'test', services: [{ serviceName: 'service1' }] }] },
      ],
    });
    expect((await control('GET', 'elsewhere')).status).toBe(404);
  });
});
