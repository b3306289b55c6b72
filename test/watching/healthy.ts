import {
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { alarmOf } from '../../ts/core/watch/alarm.ts';
import type { Fault } from '../../ts/rehearsal/aws/emulator.ts';
import { Seeded } from '../../ts/rehearsal/aws/seeded.ts';
import { imageOf, type TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { inProcessAws } from '../../ts/rehearsal/aws/testing/in-process.ts';
import type { StartedDeployment } from '../../ts/ports/services.ts';
import { watch, type Watched } from './watched.ts';

/** A deployment that goes well, whatever befalls it on the way. */
export interface Healthy {
  readonly seed: number;
  /** What befell it, in words. */
  readonly disturbances: readonly string[];
  readonly watched: Watched;
}

/** Draws by what it is for, so that the same seed is the same deployment. */
class Dice {
  private readonly seeded: Seeded;
  constructor(seed: number) {
    this.seeded = new Seeded(seed);
  }
  whole(from: number, to: number, ...purpose: readonly string[]): number {
    return from + Math.floor(this.seeded.unit('dice', ...purpose) * (to - from + 1));
  }
  chance(percent: number, ...purpose: readonly string[]): boolean {
    return this.seeded.unit('chance', ...purpose) * 100 < percent;
  }
  one<T>(of: readonly T[], ...purpose: readonly string[]): T {
    return of[this.whole(0, of.length - 1, ...purpose)] as T;
  }
}

interface Planned {
  readonly name: string;
  readonly desired: number;
  readonly balanced: boolean;
  readonly checked: boolean;
  readonly breaker: boolean;
  /** Slow starts must stay within these, or they would be failures. */
  readonly graceSeconds: number;
}

/**
 * One to three services, each with one to six tasks, with and without load balancer, health check and circuit breaker, are moved to
 * build 2 while things happen that happen. One unlucky task means one that may be unlucky alone: a crash, a timeout, a full disk.
 * (What stops a deployment at once, as a missing image does, is missing for all of them.)
 */
export async function healthy(seed: number): Promise<Healthy> {
  const { aws } = inProcessAws(seed);
  const dice = new Dice(seed);
  await aws.layOut();
  const planned = Array.from({ length: dice.whole(1, 3, 'services') }, (_, index) => plan(dice, index + 1));
  for (const each of planned) await layOut(aws, each, dice);
  const disturbances = planned.flatMap((each) => disturb(aws, each, dice));
  if (dice.chance(40, 'neighbour')) disturbances.push(await neighbour(aws));
  aws.advanceSeconds(300);
  const targets: { readonly name: string; readonly taskDefinition: string }[] = [];
  for (const { name, checked } of planned)
    targets.push({ name, taskDefinition: await register(aws, name, '2', checked) });
  if (dice.chance(30, 'throttling')) {
    const every = dice.whole(3, 6, 'throttled');
    aws.emulator.faults.add({ kind: 'throttling', service: 'ecs', every, times: 40 });
    disturbances.push(`every ${every}th request throttled`);
  }
  const watched = await watch(aws, async (services) => {
    const started: StartedDeployment[] = [];
    const how = { ended: 'adopt', strategy: { type: 'rolling' }, promotion: 'p' } as const;
    for (const { name, taskDefinition } of targets)
      started.push(await services.deploy(name, taskDefinition, how));
    return started;
  });
  await aws.close();
  return { seed, disturbances, watched };
}

/** What is wrong about how the watcher saw it; null for nothing. */
export function falseAlarm({ watched: { followed } }: Healthy): string | null {
  const wrong = followed.progress.filter(({ state }) => state !== 'succeeded');
  const alarms = followed.progress.flatMap((each) => alarmOf(each) ?? []);
  const causes = [...followed.givenUp.values()].map(({ alarm }) => alarm.because);
  const told = [
    ...causes,
    ...alarms.map(({ because }) => because),
    ...wrong.map(({ state, ecsService }) => `${ecsService} ${state}`),
  ];
  return told.length === 0 ? null : told.join('; ');
}

function plan(dice: Dice, number: number): Planned {
  const name = `service${number}`;
  return {
    name,
    desired: dice.whole(1, 6, 'desired', name),
    balanced: dice.chance(50, 'balanced', name),
    checked: dice.chance(40, 'checked', name),
    breaker: dice.chance(50, 'breaker', name),
    graceSeconds: dice.one([60, 120, 300], 'grace', name),
  };
}

async function layOut(aws: TestAws, planned: Planned, dice: Dice): Promise<void> {
  const { name, desired, balanced, breaker, graceSeconds, checked } = planned;
  const group = balanced ? await aws.targetGroup(name) : undefined;
  await aws.ecs.send(
    new CreateServiceCommand({
      cluster: 'test',
      serviceName: name,
      taskDefinition: await register(aws, name, '1', checked),
      desiredCount: desired,
      launchType: dice.one(['EC2', 'FARGATE'], 'launch', name),
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: breaker, rollback: breaker } },
      ...(group !== undefined && {
        loadBalancers: [{ targetGroupArn: group, containerName: 'service1', containerPort: 8080 }],
        healthCheckGracePeriodSeconds: graceSeconds,
      }),
    }),
  );
}

async function register(aws: TestAws, family: string, tag: string, checked: boolean): Promise<string> {
  const healthCheck = { command: ['CMD-SHELL', 'true'], interval: 10, startPeriod: 120 };
  const { taskDefinition } = await aws.ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      containerDefinitions: [
        {
          name: 'service1',
          image: imageOf('service1', tag),
          memory: 128,
          portMappings: [{ containerPort: 8080 }],
          ...(checked && { healthCheck }),
        },
      ],
    }),
  );
  return taskDefinition?.taskDefinitionArn ?? '';
}

/** Causes that strike one task of many by bad luck. */
const unlucky = [
  'registry-unreachable',
  'secret-unreachable',
  'volume-mount',
  'disk-full',
  'agent-or-docker-timeout',
  'network-interface-timeout',
  'platform-internal',
  'ip-exhaustion',
] as const;

function disturb(
  aws: TestAws,
  { name, balanced, checked, desired, graceSeconds }: Planned,
  dice: Dice,
): string[] {
  const at = { service: name, tag: '2' } as const;
  const told: string[] = [];
  const befalls = (percent: number, what: string, fault: Fault): void => {
    if (!dice.chance(percent, what, name)) return;
    aws.emulator.faults.add(fault);
    told.push(`${name}: ${what}`);
  };
  const pullSeconds = dice.whole(10, 240, 'pull', name);
  // Longer than the grace and start periods allow, and it would be a failure.
  const allowed = Math.min(balanced ? graceSeconds - 20 : 110, checked ? 110 : Infinity);
  const unhealthySeconds = balanced || checked ? dice.whole(5, allowed, 'slow', name) : 0;
  befalls(40, 'slow start', { kind: 'slowStart', ...at, pullSeconds, unhealthySeconds });
  befalls(25, 'one task crashes', {
    kind: 'crashLoop',
    ...at,
    times: 1,
    afterSeconds: dice.whole(1, 60, 'crash', name),
  });
  befalls(20, 'one task does not start', {
    kind: 'startFails',
    ...at,
    times: 1,
    cause: dice.one(unlucky, 'cause', name),
  });
  if (checked) befalls(10, 'one task is unhealthy', { kind: 'containerUnhealthy', ...at, times: 1 });
  if (balanced)
    befalls(10, 'one target is unhealthy', { kind: 'unhealthyTargets', ...at, times: 1, statusCode: 502 });
  const taken = { kind: 'taskEnds', service: name, times: dice.whole(1, 2, 'taken', name) } as const;
  const afterSeconds = dice.whole(1, 60, 'ends', name);
  befalls(20, 'spot replacement', { ...taken, tag: '2', by: 'spot', afterSeconds });
  befalls(15, 'a host is terminated', { ...taken, tag: '2', by: 'host', afterSeconds });
  befalls(25, 'old tasks stop', {
    ...taken,
    whose: 'old',
    by: dice.one(['spot', 'host', 'person'], 'old', name),
    afterSeconds,
  });
  const desiredCount = dice.whole(1, desired + 3, 'scaled', name);
  befalls(25, `scaled from ${desired} to ${desiredCount}`, {
    kind: 'serviceScaled',
    ...at,
    desiredCount,
    afterSeconds,
  });
  return told;
}

/** Another service of the cluster, which nobody follows, crashes all the time. */
async function neighbour(aws: TestAws): Promise<string> {
  aws.emulator.faults.add({ kind: 'crashLoop', service: 'neighbour' });
  await aws.createService(await register(aws, 'neighbour', '1', false), { serviceName: 'neighbour' });
  const taskDefinition = await register(aws, 'neighbour', '2', false);
  await aws.ecs.send(new UpdateServiceCommand({ cluster: 'test', service: 'neighbour', taskDefinition }));
  return 'a neighbour crashes';
}
