import { ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import type { NativeStrategy } from '../../ts/core/config/config.ts';
import { anEnvironment } from '../../ts/core/gates/example.ts';
import type { Release } from '../../ts/core/release/release.ts';
import type { Fault } from '../../ts/rehearsal/aws/emulator.ts';
import { World } from './world.ts';

let world: World;
afterEach(() => world.close());

const strategies: readonly NativeStrategy[] = [
  { type: 'blueGreen', bakeMinutes: 2, pauses: [] },
  { type: 'canary', percent: 10, bakeMinutes: 3, pauses: [] },
  { type: 'linear', stepPercent: 50, stepBakeMinutes: 2, bakeMinutes: 1, pauses: [] },
];

/** `service1` moves so, `service2` stays as it is. */
function moving(strategy: NativeStrategy) {
  const { services } = anEnvironment('test', []);
  return { settings: { services: services.map((target) => ({ ...target, strategy })), deadlineMinutes: 60 } };
}

/** The second one changes `service1` only. */
async function twoReleases(): Promise<readonly [Release, Release]> {
  const first = await world.release(90, 41);
  const services = { ...first.services, service1: await world.build('service1', 91) };
  return [first, { ...first, services }];
}

/** Of the service's deployments, newest first. */
async function statuses(service: string): Promise<readonly (string | undefined)[]> {
  const { serviceDeployments = [] } = await world
    .ecs()
    .send(new ListServiceDeploymentsCommand({ cluster: 'appcluster-test', service }));
  return serviceDeployments.map(({ status }) => status);
}

describe.each(strategies.map((strategy) => [strategy.type, strategy] as const))('%s', (_, strategy) => {
  test('moves the traffic, and is proven when all of it has moved', async () => {
    world = await World.start({ traffic: true });
    const record = await world.promote(await world.release(90, 41), {}, moving(strategy));
    expect(record.problems).toEqual([]);
    expect(record.result).toBe('verified');
    expect(record.proof.map(({ outcome, healthyTargets }) => [outcome, healthyTargets])).toEqual([
      ['proven', 2],
      ['proven', 2],
    ]);
    const again = await world.promote(await world.release(91, 42), {}, moving(strategy));
    expect(again.result).toBe('verified');
  });

  test.each([1, 4])(
    'is proven by the tasks that auto scaling wants, %i instead of 2',
    async (desiredCount) => {
      world = await World.start({ traffic: true });
      const [first, second] = await twoReleases();
      await world.promote(first, {}, moving(strategy));
      const at = { service: 'service1', repository: 'service1', tag: '91', afterSeconds: 30 };
      world.emulator.faults.add({ kind: 'serviceScaled', ...at, desiredCount });
      const record = await world.promote(second, {}, moving(strategy));
      expect([record.result, record.problems]).toEqual(['verified', []]);
      expect(record.proof.find(({ service }) => service === 'service1')).toMatchObject({
        outcome: 'proven',
        healthyTargets: desiredCount,
      });
    },
  );

  test.each<[string, Fault]>([
    ['its tasks crash', { kind: 'crashLoop', repository: 'service1', tag: '91' }],
    ['its targets are unhealthy', { kind: 'unhealthyTargets', repository: 'service1', tag: '91' }],
    [
      'an alarm goes off',
      { kind: 'alarm', service: 'service1', alarmName: 'errors', afterSeconds: 60, times: 1 },
    ],
  ])('goes back to what was verified when %s', async (_what, fault) => {
    const alarms = { alarmNames: ['errors'], enable: true, rollback: true };
    world = await World.start({ traffic: true, deployment: { alarms } });
    const [first, next] = await twoReleases();
    await world.promote(first, {}, moving(strategy));
    world.emulator.faults.add(fault);
    const record = await world.promote(next, {}, moving(strategy));
    expect(record.result).toBe('rolledBack');
    expect(record.deployments[0]).toMatchObject({ service: 'service1' });
    expect(await world.imageOf('service1')).toContain(first.services['service1']?.digest);
  });

  test('with one task only, users lose no request, on the way forward and back', async () => {
    world = await World.start({ traffic: true, desiredCount: 1 });
    const [first, next] = await twoReleases();
    await world.promote(first, {}, moving(strategy));
    const client = world.emulator.probes.start(world.productionRules.get('service1') ?? '');
    await world.promote(next, {}, moving(strategy));
    const groups = Object.keys(world.emulator.probes.report(client)?.byTargetGroup ?? {});
    const tools = await world.tools(moving(strategy));
    const record = await world.promoteWith(tools, first, { kind: 'rollback', reason: 'orders are lost' });
    const seen = world.emulator.probes.stop(client);
    expect(record.result).toBe('verified');
    expect(groups.toSorted()).toEqual(['service1', 'service1-alternate']);
    expect(seen?.sent).toBeGreaterThan(200);
    expect(seen?.failed).toEqual([]);
  });

  test('a rollback by somebody else is a failure, however well it went', async () => {
    world = await World.start({ traffic: true });
    const [first, next] = await twoReleases();
    await world.promote(first, {}, moving(strategy));
    world.emulator.faults.add({
      kind: 'deploymentStopped',
      repository: 'service1',
      tag: '91',
      afterSeconds: 70,
    });
    const record = await world.promote(next, {}, moving(strategy));
    expect(record.result).toBe('rolledBack');
    expect(record.deployments[0]).toMatchObject({ service: 'service1', state: 'rolledBack' });
    expect((await statuses('service1'))[0]).toBe('ROLLBACK_SUCCESSFUL');
  });
});
