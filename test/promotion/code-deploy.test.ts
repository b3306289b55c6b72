import { ListDeploymentsCommand, type CreateDeploymentGroupCommandInput } from '@aws-sdk/client-codedeploy';
import type { Release } from '../../ts/core/release/release.ts';
import type { Fault } from '../../ts/rehearsal/aws/emulator.ts';
import { throughCodeDeploy, World } from './world.ts';

let world: World;
afterEach(() => world.close());

const stepwise: Partial<CreateDeploymentGroupCommandInput> = {
  deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
  alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
};

async function twoReleases(): Promise<readonly [Release, Release]> {
  const first = await world.release(90, 41);
  const services = { ...first.services, service1: await world.build('service1', 91) };
  return [first, { ...first, services }];
}

async function deploymentsOf(deploymentGroupName: string): Promise<number> {
  const list = new ListDeploymentsCommand({ applicationName: 'shop', deploymentGroupName });
  return (await world.aws.codedeploy.send(list)).deployments?.length ?? 0;
}

test('a promotion through CodeDeploy is proven when the original task sets are gone', async () => {
  world = await World.start({ traffic: true, codeDeploy: stepwise });
  const record = await world.promote(await world.release(90, 41), {}, throughCodeDeploy());
  expect(record.problems).toEqual([]);
  expect(record.result).toBe('verified');
  expect(record.deployments.map(({ deploymentId }) => deploymentId)).toEqual([
    expect.stringMatching(/^d-/),
    expect.stringMatching(/^d-/),
  ]);
  expect(record.proof.map(({ outcome, healthyTargets }) => [outcome, healthyTargets])).toEqual([
    ['proven', 2],
    ['proven', 2],
  ]);
});

test.each<[string, Fault]>([
  ['its tasks crash', { kind: 'crashLoop', repository: 'service1', tag: '91' }],
  [
    'an alarm goes off while traffic moves',
    { kind: 'alarm', service: 'service1', alarmName: 'errors', afterSeconds: 120, times: 1 },
  ],
])('it goes back to what was verified when %s', async (_, fault) => {
  world = await World.start({ traffic: true, codeDeploy: stepwise });
  const [first, next] = await twoReleases();
  expect((await world.promote(first, {}, throughCodeDeploy())).result).toBe('verified');
  world.emulator.faults.add(fault);
  const record = await world.promote(next, {}, throughCodeDeploy());
  expect(record.result).toBe('rolledBack');
  expect(record.deployments[0]).toMatchObject({ service: 'service1' });
  expect(await world.imageOf('service1')).toContain(first.services['service1']?.digest);
  // The first release's, the failed one, and CodeDeploy's own way back.
  expect(await deploymentsOf('service1')).toBe(3);
});

test('a pause that CodeDeploy would not make is refused before anything begins', async () => {
  world = await World.start({ traffic: true, codeDeploy: stepwise });
  const record = await world.promote(await world.release(90, 41), {}, throughCodeDeploy(true));
  expect(record.result).toBe('refused');
  expect(record.problems.map(({ code }) => code)).toContain('plan-codedeploy-no-wait');
  expect(await deploymentsOf('service1')).toBe(0);
});

test('one that waits at ready is asked about, and goes on with the answer', async () => {
  const ready = { actionOnTimeout: 'STOP_DEPLOYMENT' as const, waitTimeInMinutes: 30 };
  world = await World.start({
    traffic: true,
    codeDeploy: { blueGreenDeploymentConfiguration: { deploymentReadyOption: ready } },
  });
  const release = await world.release(90, 41);
  const asked = await world.promote(release, {}, throughCodeDeploy(true));
  expect(asked.result).toBe('awaitingDecision');
  expect(asked.question?.pauses.map(({ service, stage }) => [service, stage])).toEqual([
    ['service1', 'Ready'],
    ['service2', 'Ready'],
  ]);
  const answer = { question: asked.question?.id ?? '', answer: 'continue' as const, answeredBy: 'rita' };
  const record = await world.promote(release, { answer }, throughCodeDeploy(true));
  expect(record.problems).toEqual([]);
  expect(record.result).toBe('verified');
  expect(await deploymentsOf('service1')).toBe(1);
});
