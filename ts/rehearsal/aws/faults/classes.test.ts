import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListTasksCommand, type CreateServiceCommandInput } from '@aws-sdk/client-ecs';
import { awsCalls } from '../../../adapters/aws/call.ts';
import { ecsPictures } from '../../../adapters/ecs/pictures.ts';
import { failureIds, type ClassId } from '../../../core/diagnosis/class-ids.ts';
import { classify } from '../../../core/diagnosis/classify.ts';
import { signsOf } from '../../../core/diagnosis/picture.ts';
import { verdictOf } from '../../../core/diagnosis/verdict-of.ts';
import { blueGreen } from '../testing/blue-green.ts';
import { deployBuild2 } from '../testing/deploying.ts';
import { TestAws } from '../testing/aws.ts';
import type { Fault } from './fault.ts';
import { startCauses } from './kinds/start-fails.ts';
import { placingCauses } from './words/placing.ts';
import type { Words } from './words/said.ts';

/** What the API shows of a fault is of the class that the fault is named after, from the first sign on. */
let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
});
afterEach(() => aws.close());

type LaunchType = 'EC2' | 'FARGATE';

/** The classes of build 2's deployment one after the other, looking every ten seconds until ECS no longer lists it. */
async function classesSeen(
  fault: Fault,
  settings: Partial<CreateServiceCommandInput>,
  seconds = 600,
): Promise<readonly ClassId[]> {
  const clock = { now: () => aws.emulator.clock.now(), sleep: () => Promise.resolve() };
  const pictures = ecsPictures({ ecs: aws.ecs, elb: aws.elb, cluster: 'test', call: awsCalls({ clock }) });
  aws.emulator.faults.add(fault);
  const deployment = await deployBuild2(aws, settings);
  const seen: ClassId[] = [];
  for (let waited = 0; waited < seconds; waited += 10) {
    aws.advanceSeconds(10);
    const [picture] = await pictures.of(['service1']);
    if (!picture?.deployments.some(({ id }) => id === deployment)) break;
    const verdict = verdictOf(signsOf(picture));
    if (verdict && !verdict.benign && seen.at(-1) !== verdict.class) seen.push(verdict.class);
  }
  return seen;
}

const build2 = { service: 'service1', tag: '2' };
const both: readonly LaunchType[] = ['EC2', 'FARGATE'];

/** Causes whose class has another name. */
const classOfCause: Readonly<Record<string, readonly ClassId[]>> = {
  'network-interface-timeout': ['no-capacity-eni'],
  // Nothing is said of the tasks, so only the end names something.
  unexplained: ['other', 'circuit-breaker'],
};

type Row = readonly [classes: readonly ClassId[], launchType: LaunchType, fault: Fault];

/** A cause in all its words: Fargate's and the agent's, and their earlier ones where they were others. */
const worded = (
  kind: 'startFails' | 'placementFails',
  cause: string,
  words: Words<unknown>,
): readonly Row[] => {
  const row = (launchType: LaunchType, wording: 'new' | 'old'): Row => [
    classOfCause[cause] ?? [cause as ClassId],
    launchType,
    { kind, cause, wording, ...build2 } as Fault,
  ];
  return [
    row('EC2', 'new'),
    ...(words.fargate === words.ec2 ? [] : [row('FARGATE', 'new')]),
    ...(words.oldEc2 ? [row('EC2', 'old')] : []),
    ...(words.oldFargate ? [row('FARGATE', 'old')] : []),
  ];
};

const others: readonly (readonly [ClassId, Fault])[] = [
  ['image-missing', { kind: 'imageMissing', ...build2 }],
  ['exit-code', { kind: 'crashLoop', ...build2 }],
  [
    'out-of-memory',
    {
      kind: 'crashLoop',
      ...build2,
      exitCode: 137,
      reason: 'OutOfMemoryError: Container killed due to memory usage',
    },
  ],
  ['container-health-check', { kind: 'containerUnhealthy', ...build2 }],
  ['load-balancer-health-check', { kind: 'unhealthyTargets', ...build2, statusCode: 502 }],
  ['load-balancer-health-check', { kind: 'unhealthyTargets', ...build2 }],
  ['spot-interruption', { kind: 'taskEnds', by: 'spot', ...build2 }],
  ['spot-interruption', { kind: 'taskEnds', by: 'host', ...build2 }],
  ['stopped-by-user', { kind: 'taskEnds', by: 'person', ...build2 }],
  ['stopped-by-user', { kind: 'taskEnds', by: 'person', reason: 'not this one', ...build2 }],
  ['stopped-by-user', { kind: 'deploymentStopped', ...build2 }],
];

const table: readonly Row[] = [
  ...Object.entries(startCauses).flatMap(([cause, { words }]) => worded('startFails', cause, words)),
  ...Object.entries(placingCauses).flatMap(([cause, words]) => worded('placementFails', cause, words)),
  ...others.flatMap(([id, fault]) => both.map((launchType): Row => [[id], launchType, fault])),
];

test.each(table)('%j on %s: %j', async (classes, launchType, fault) => {
  // Without a circuit breaker's end these go on and on, and say the same.
  const isEndless = fault.kind === 'placementFails' || fault.kind === 'taskEnds';
  expect(await classesSeen(fault, { launchType }, isEndless ? 150 : undefined)).toEqual(classes);
});

test('every class of failure has its fault', () => {
  const below: readonly ClassId[] = ['alarm-rollback', 'hook-failed'];
  const failing = failureIds.filter((id) => !below.includes(id));
  expect([...new Set(table.flatMap(([classes]) => classes))].toSorted()).toEqual(
    expect.arrayContaining(failing.toSorted()),
  );
});

test('an image of one architecture alone starts on another, and only its log says what is wrong', async () => {
  const line = 'exec /usr/local/bin/docker-entrypoint.sh: exec format error';
  const fault: Fault = { kind: 'crashLoop', exitCode: 255, logLines: [line], ...build2 };
  expect(await classesSeen(fault, { launchType: 'FARGATE' })).toEqual(['exit-code']);
  const { taskArns } = await aws.ecs.send(
    new ListTasksCommand({ cluster: 'test', desiredStatus: 'STOPPED' }),
  );
  const logStreamName = `ecs/service1/${taskArns!.at(-1)!.split('/').at(-1)!}`;
  const { events } = await aws.logs.send(
    new GetLogEventsCommand({ logGroupName: '/ecs/service1', logStreamName }),
  );
  expect(classify({ text: events![0]!.message!, field: 'log' }).class).toBe('wrong-architecture');
});

test('an alarm that the deployment names is the cause', async () => {
  const fault: Fault = { kind: 'alarm', service: 'service1', alarmName: '5xx', afterSeconds: 20 };
  const alarms = { enable: true, rollback: true, alarmNames: ['5xx'] };
  expect(await classesSeen(fault, { deploymentConfiguration: { alarms } })).toEqual(['alarm-rollback']);
});

test('a lifecycle hook that answers FAILED is the cause', async () => {
  const { loadBalancers } = await blueGreen(aws, 'shop');
  const deploymentConfiguration: CreateServiceCommandInput['deploymentConfiguration'] = {
    strategy: 'BLUE_GREEN',
    bakeTimeInMinutes: 0,
    lifecycleHooks: [
      {
        targetType: 'AWS_LAMBDA',
        hookTargetArn: 'arn:aws:lambda:ap-southeast-2:123456789012:function:check',
        roleArn: 'arn:aws:iam::123456789012:role/ecs-lambda',
        lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
      },
    ],
  };
  const fault: Fault = { kind: 'hookFails', service: 'service1' };
  expect(await classesSeen(fault, { loadBalancers, deploymentConfiguration })).toEqual(['hook-failed']);
});
