import { type CreateServiceCommandInput, StopServiceDeploymentCommand } from '@aws-sdk/client-ecs';
import {
  DeregisterTargetsCommand,
  ModifyRuleCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { TestAws } from '../testing/aws.ts';
import { blueGreen, type BlueGreen } from '../testing/blue-green.ts';
import { newestDeployment, until, untilEnded, untilStage, update } from '../testing/following.ts';
import type { ProbeReport } from './probes.ts';

let aws: TestAws;
let rules: BlueGreen;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  rules = await blueGreen(aws);
});
afterEach(() => aws.close());

/** One task of build 1 serves. */
async function oneTask(
  deploymentConfiguration: CreateServiceCommandInput['deploymentConfiguration'],
): Promise<void> {
  const { loadBalancers } = rules;
  await aws.createService(await aws.register('1'), {
    desiredCount: 1,
    loadBalancers,
    deploymentConfiguration,
  });
  await untilEnded(aws);
}

/** What a client of production sees while build 2 is deployed and for a minute after. */
async function whileDeploying(follow: () => Promise<unknown> = () => untilEnded(aws)): Promise<ProbeReport> {
  const probe = aws.emulator.probes.start(rules.productionRule);
  await update(aws, { taskDefinition: await aws.register('2') });
  await follow();
  aws.advanceSeconds(60);
  return aws.emulator.probes.stop(probe)!;
}

async function rollBack(): Promise<void> {
  const { serviceDeploymentArn } = await newestDeployment(aws);
  await aws.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' }));
  expect((await untilEnded(aws)).status).toBe('ROLLBACK_SUCCESSFUL');
}

test.each([
  ['blue/green', { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 2 }],
  ['canary', { strategy: 'CANARY', bakeTimeInMinutes: 1 }],
  ['linear', { strategy: 'LINEAR', linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 1 } }],
  ['rolling with room for another', { strategy: 'ROLLING' }],
] as const)('one task moved by %s loses no request', async (_strategy, configuration) => {
  await oneTask(configuration);
  const report = await whileDeploying();
  expect((await newestDeployment(aws)).status).toBe('SUCCESSFUL');
  expect(report.failed).toEqual([]);
  expect(report.sent).toBeGreaterThan(120);
});

test('one task moved by rolling without room for another loses requests', async () => {
  await oneTask({ strategy: 'ROLLING', minimumHealthyPercent: 0, maximumPercent: 100 });
  const { failed, sent } = await whileDeploying();
  expect(failed.length).toBeGreaterThan(20);
  expect(sent - failed.length).toBeGreaterThan(60);
  expect(new Set(failed.map(({ reason }) => reason))).toEqual(
    new Set(['HTTP 503: web has no healthy target']),
  );
  const seconds = failed.map(({ second }) => second);
  expect(seconds).toEqual(seconds.map((_, index) => seconds[0]! + index));
});

test.each(['PRODUCTION_TRAFFIC_SHIFT', 'BAKE_TIME', 'CLEAN_UP'])(
  'going back from %s loses no request',
  async (stage) => {
    await oneTask({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 });
    const report = await whileDeploying(async () => {
      await untilStage(aws, stage);
      await rollBack();
    });
    expect(report.failed).toEqual([]);
  },
);

test('a canary gets its share of the requests', async () => {
  await oneTask({
    strategy: 'CANARY',
    canaryConfiguration: { canaryPercent: 20, canaryBakeTimeInMinutes: 30 },
  });
  await update(aws, { taskDefinition: await aws.register('2') });
  await until(
    aws,
    ({ targetServiceRevision }) => targetServiceRevision?.requestedProductionTrafficWeight === 20,
  );
  const probe = aws.emulator.probes.start(rules.productionRule);
  aws.advanceSeconds(1000);
  const { sent, byTargetGroup } = aws.emulator.probes.stop(probe)!;
  expect(sent).toBe(1000);
  expect(byTargetGroup['web']! + byTargetGroup['web-alternate']!).toBe(1000);
  expect(byTargetGroup['web']!).toBeGreaterThan(160);
  expect(byTargetGroup['web']!).toBeLessThan(240);
});

test('through the test rule, requests are answered by green as soon as test traffic has moved', async () => {
  await oneTask({ strategy: 'BLUE_GREEN' });
  await update(aws, {
    taskDefinition: await aws.register('2'),
    deploymentConfiguration: {
      lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }],
    },
  });
  await untilStage(aws, 'POST_TEST_TRAFFIC_SHIFT');
  const probe = aws.emulator.probes.start(rules.testRule);
  aws.advanceSeconds(30);
  expect(aws.emulator.probes.report(probe)).toMatchObject({
    sent: 30,
    failed: [],
    byTargetGroup: { web: 30 },
  });
});

test('a group without targets is not left for another one', async () => {
  await oneTask({ strategy: 'ROLLING' });
  const half = [rules.web, rules.alternate].map((TargetGroupArn) => ({ TargetGroupArn, Weight: 1 }));
  await aws.elb.send(
    new ModifyRuleCommand({
      RuleArn: rules.productionRule,
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: half } }],
    }),
  );
  const probe = aws.emulator.probes.start(rules.productionRule);
  aws.advanceSeconds(200);
  const { failed, byTargetGroup } = aws.emulator.probes.stop(probe)!;
  expect(failed).toHaveLength(byTargetGroup['web-alternate']!);
  expect(failed.length).toBeGreaterThan(60);
});

test('where all targets are unhealthy they get requests nevertheless, and what nobody answers has failed', async () => {
  await aws.elb.send(
    new RegisterTargetsCommand({ TargetGroupArn: rules.web, Targets: [{ Id: '10.0.0.1', Port: 8080 }] }),
  );
  const probe = aws.emulator.probes.start(rules.productionRule);
  aws.advanceSeconds(60);
  const reasons = aws.emulator.probes.stop(probe)!.failed.map(({ reason }) => reason);
  expect(reasons).toHaveLength(60);
  expect(reasons[0]).toBe('HTTP 503: web has no healthy target');
  expect(reasons.at(-1)).toBe('HTTP 502: nothing listens there');
});

test('a target that drains gets no new requests, and does not make the others look better', async () => {
  const Targets = ['10.0.0.1', '10.0.0.2'].map((Id) => ({ Id, Port: 8080 }));
  await aws.elb.send(new RegisterTargetsCommand({ TargetGroupArn: rules.web, Targets }));
  aws.advanceSeconds(60);
  await aws.elb.send(
    new DeregisterTargetsCommand({ TargetGroupArn: rules.web, Targets: Targets.slice(0, 1) }),
  );
  const probe = aws.emulator.probes.start(rules.productionRule);
  aws.advanceSeconds(20);
  expect(new Set(aws.emulator.probes.report(probe)!.failed.map(({ reason }) => reason))).toEqual(
    new Set(['HTTP 502: nothing listens there']),
  );
  await aws.elb.send(new DeregisterTargetsCommand({ TargetGroupArn: rules.web, Targets }));
  aws.advanceSeconds(5);
  expect(aws.emulator.probes.stop(probe)!.failed.at(-1)!.reason).toBe('HTTP 503: web has no healthy target');
});

test('a rule that is not there answers nobody', () => {
  const probe = aws.emulator.probes.start(`${rules.productionRule}0`);
  aws.advanceSeconds(2);
  expect(aws.emulator.probes.stop(probe)!.failed).toEqual([
    { second: 1, reason: 'the listener or its rule is gone' },
    { second: 2, reason: 'the listener or its rule is gone' },
  ]);
  expect(() => aws.emulator.probes.start('web')).toThrow('not an ARN: web');
});

describe('over HTTP', () => {
  const ask = async (
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; answer: unknown }> => {
    const response = await fetch(`${aws.emulator.url}/_rehearsal/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: await response.json() };
  };

  test('a probe is started, looked at and stopped', async () => {
    await oneTask({ strategy: 'ROLLING' });
    const started = await ask('POST', 'probes', { rule: rules.productionRule });
    expect(started).toEqual({ status: 200, answer: { id: 'probe-1' } });
    aws.advanceSeconds(10);
    const report = {
      id: 'probe-1',
      rule: rules.productionRule,
      sent: 10,
      failed: [],
      byTargetGroup: { web: 10 },
    };
    expect((await ask('GET', 'probes/probe-1')).answer).toEqual(report);
    expect((await ask('GET', 'probes')).answer).toEqual([report]);
    expect((await ask('DELETE', 'probes/probe-1')).answer).toEqual(report);
    aws.advanceSeconds(10);
    expect((await ask('GET', 'probes/probe-1')).answer).toMatchObject({ sent: 10 });
  });

  test.each([
    ['POST', 'probes', { rule: 'web' }, 400],
    ['POST', 'probes', {}, 400],
    ['GET', 'probes/probe-9', undefined, 404],
    ['DELETE', 'probes/probe-9', undefined, 404],
  ])('%s %s %j is refused', async (method, path, body, status) => {
    expect(await ask(method, path, body)).toMatchObject({ status, answer: { error: expect.any(String) } });
  });
});
