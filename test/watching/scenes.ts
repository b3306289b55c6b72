import type { ClassId } from '../../ts/core/diagnosis/class-ids.ts';
import type { Fault } from '../../ts/rehearsal/aws/emulator.ts';
import { startCauses } from '../../ts/rehearsal/aws/faults/kinds/start-fails.ts';
import { placingCauses } from '../../ts/rehearsal/aws/faults/words/placing.ts';
import type { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { blueGreen } from '../../ts/rehearsal/aws/testing/blue-green.ts';
import { deployBuild2 } from '../../ts/rehearsal/aws/testing/deploying.ts';
import { untilEnded, update } from '../../ts/rehearsal/aws/testing/following.ts';

/** One way in which the deployment of build 2 of `service1` fails. */
export interface Scene {
  readonly class: ClassId;
  readonly name: string;
  /** Puts the fault in force and begins the deployment. */
  readonly deploy: (aws: TestAws) => Promise<unknown>;
}

const build2 = { service: 'service1', tag: '2' } as const;

function rolling(id: ClassId, name: string, fault: Fault, launchType: 'EC2' | 'FARGATE' = 'FARGATE'): Scene {
  const deploy = (aws: TestAws): Promise<string> => {
    aws.emulator.faults.add(fault);
    return deployBuild2(aws, { launchType });
  };
  return { class: id, name, deploy };
}

/** Causes whose class has another name. */
const classOfCause: Readonly<Record<string, ClassId>> = {
  'network-interface-timeout': 'no-capacity-eni',
  unexplained: 'other',
};

const caused = (kind: 'startFails' | 'placementFails', causes: object): readonly Scene[] =>
  Object.keys(causes).flatMap((cause) =>
    (['EC2', 'FARGATE'] as const).map((launchType) =>
      rolling(
        classOfCause[cause] ?? (cause as ClassId),
        `${cause} on ${launchType}`,
        { kind, cause, ...build2 } as Fault,
        launchType,
      ),
    ),
  );

const alarmed = async (aws: TestAws): Promise<void> => {
  const alarms = { alarmNames: ['service1-5xx'], enable: true, rollback: true };
  await deployBuild2(aws, { deploymentConfiguration: { alarms } });
  aws.emulator.faults.add({ kind: 'alarm', alarmName: 'service1-5xx', afterSeconds: 30 });
};

const hooked = async (aws: TestAws): Promise<void> => {
  const stage = 'POST_TEST_TRAFFIC_SHIFT';
  const { loadBalancers } = await blueGreen(aws);
  const hook = {
    hookTargetArn: 'arn:aws:lambda:ap-southeast-2:123456789012:function:check',
    roleArn: 'arn:aws:iam::123456789012:role/ecs-hooks',
  };
  await aws.createService(await aws.register('1'), {
    loadBalancers,
    deploymentConfiguration: {
      strategy: 'BLUE_GREEN',
      bakeTimeInMinutes: 5,
      lifecycleHooks: [{ ...hook, lifecycleStages: [stage] }],
    },
  });
  await untilEnded(aws);
  aws.emulator.faults.add({ kind: 'hookFails', stage });
  await update(aws, { taskDefinition: await aws.register('2') });
};

const memory = 'OutOfMemoryError: Container killed due to memory usage';

/** Every class of failure, most of them on EC2 and on Fargate, which word it differently. */
export const scenes: readonly Scene[] = [
  ...caused('startFails', startCauses),
  ...caused('placementFails', placingCauses),
  rolling('image-missing', 'image-missing on EC2', { kind: 'imageMissing', ...build2 }, 'EC2'),
  rolling('image-missing', 'image-missing on FARGATE', { kind: 'imageMissing', ...build2 }),
  rolling('exit-code', 'exit-code', { kind: 'crashLoop', ...build2 }),
  rolling('out-of-memory', 'out-of-memory', { kind: 'crashLoop', ...build2, exitCode: 137, reason: memory }),
  rolling('container-health-check', 'container-health-check', { kind: 'containerUnhealthy', ...build2 }),
  rolling('load-balancer-health-check', 'targets answer 502', {
    kind: 'unhealthyTargets',
    ...build2,
    statusCode: 502,
  }),
  rolling('load-balancer-health-check', 'targets answer nothing', { kind: 'unhealthyTargets', ...build2 }),
  rolling('spot-interruption', 'spot-interruption', { kind: 'taskEnds', by: 'spot', ...build2 }),
  rolling('stopped-by-user', 'a person stops tasks', { kind: 'taskEnds', by: 'person', ...build2 }),
  rolling('stopped-by-user', 'a person stops the deployment', { kind: 'deploymentStopped', ...build2 }),
  { class: 'alarm-rollback', name: 'alarm-rollback', deploy: alarmed },
  { class: 'hook-failed', name: 'hook-failed', deploy: hooked },
];
